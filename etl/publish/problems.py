"""The codes of snapshots: S601 to S609."""

from __future__ import annotations

from etl.errors import register

register(
    {
        "S601": (
            "error",
            "这里还没有快照",
            "there is no snapshot here yet",
            "先运行 `baimo build`",
            "run `baimo build` first",
        ),
        "S602": (
            "error",
            "快照已损坏：{what}",
            "the snapshot is damaged: {what}",
            "重新运行 `baimo build`；旧快照可用 `--snapshot` 打开",
            "run `baimo build` again; an older snapshot opens with `--snapshot`",
        ),
        "S603": (
            "error",
            "无法写入：{reason}",
            "cannot write here: {reason}",
            "另选一个可写的文件夹：`baimo build --out 文件夹`，或设环境变量 BAIMO_BUILD",
            "choose a folder you may write to: `baimo build --out FOLDER`, or the environment variable BAIMO_BUILD",
        ),
        "S604": (
            "error",
            "没有以 {digest} 开头的快照，或不止一个",
            "no snapshot, or more than one, starts with {digest}",
            "可选的有：{known}",
            "choose one of: {known}",
        ),
        "S605": (
            "error",
            "快照格式是 {found}，本程序读的是 {wanted}",
            "the snapshot has format {found}, this program reads {wanted}",
            "用本版本重新运行 `baimo build`",
            "run `baimo build` again with this version",
        ),
        "S606": (
            "error",
            "只有 {count} 个快照，无从比较",
            "there are only {count} snapshots, nothing to compare",
            "修改目录或语料后再运行一次 `baimo build`",
            "change the catalog or the corpus and run `baimo build` once more",
        ),
        "S607": (
            "error",
            "第二次构建得到的 {tables} 不同",
            "a second build came out with different {tables}",
            "这是程序的错误；请附上目录与语料报告",
            "this is a fault of the program; please report it with the catalog and the corpus",
        ),
    }
)
