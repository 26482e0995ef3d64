"""The codes of corpora, sidecars and briefs: S611 to S619."""

from __future__ import annotations

from etl.errors import register

D_CODES = {
    "S610": (
        "error",
        "没有这个文件或文件夹",
        "there is no such file or folder",
        "检查路径；不写 `--corpus` 就用自带的简报",
        "check the path; without `--corpus` the shipped briefs are read",
    ),
    "S611": (
        "error",
        "这里没有可读的文章（txt、md、html）",
        "there is no article here that can be read (txt, md, html)",
        "把文章存进这个文件夹，或换一个文件夹",
        "put articles into it, or name another folder",
    ),
    "S612": (
        "warning",
        "文件读不了：{reason}",
        "the file cannot be read: {reason}",
        "检查文件的权限",
        "check the rights on the file",
    ),
    "S613": (
        "warning",
        "来源说明不是合法的 YAML：{reason}",
        "the description of the source is not valid YAML: {reason}",
        "写成 `title: 标题` 这样每行一个键；含冒号的值加引号",
        "write one `key: value` per line, such as `title: …`; quote values with a colon",
    ),
    "S614": (
        "warning",
        "来源说明里不认识的键「{key}」",
        "unknown key '{key}' in the description of the source",
        "可用的键：{known}",
        "the keys are: {known}",
    ),
    "S615": (
        "warning",
        "目录里没有来源「{name}」",
        "the catalog has no source '{name}'",
        "改成 curated/sources 里的 id，或新建这个来源",
        "use an id of curated/sources, or add that source",
    ),
    "S616": (
        "warning",
        "「{key}」的值 {text} 不是日期",
        "{text} is no date for '{key}'",
        "写成 2023、2023-05 或 2023-05-17",
        "write 2023, 2023-05 or 2023-05-17",
    ),
    "S617": (
        "warning",
        "与 {other} 内容相同，只读一次",
        "the same bytes as {other}, read once",
        "删去其中一个",
        "delete one of the two",
    ),
    "S618": (
        "warning",
        "文件名不是合法的 UTF-8，没有读",
        "the name of the file is not valid UTF-8; it was not read",
        "给文件改名",
        "rename the file",
    ),
    "S619": (
        "warning",
        "链接指向的文件不存在，没有读",
        "the link leads to no file; nothing was read",
        "改正或删去这个链接",
        "mend the link or delete it",
    ),
}

register(D_CODES)
