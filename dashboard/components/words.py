"""Every label of the interface in both languages. Words of the market come from the snapshot's vocabulary, never from here."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "product": ("百模图", "Baimo Atlas"),
    "about": (
        "百模图把市场版图保持真实：谁在哪一层、何时发布、花了多少、谁说的。",
        "Baimo Atlas keeps a market landscape true: who plays where, what was released when, what it costs, who says so.",
    ),
    # pages
    "overview": ("总览", "Overview"),
    "map": ("版图", "Market map"),
    "tiers": ("层级", "Tiers"),
    "cost": ("成本", "Cost"),
    "timeline": ("时间线", "Timeline"),
    "evidence": ("证据", "Evidence"),
    # filters
    "filters": ("筛选", "Filters"),
    "layers": ("市场层", "Layer"),
    "tiers_filter": ("模型层级", "Tier"),
    "industries": ("行业", "Industry"),
    "players": ("玩家", "Player"),
    "player_kinds": ("玩家类型", "Kind of player"),
    "statuses": ("说法状态", "Status"),
    "origins": ("来历", "Origin"),
    "as_of": ("截至（当日已知）", "As of (known that day)"),
    "currency": ("币种", "Currency"),
    "all": ("全部", "All"),
    "clear": ("清除筛选", "Clear filters"),
    "native": ("原币种", "As quoted"),
    "CNY": ("人民币", "CNY"),
    "USD": ("美元", "USD"),
    # words of a statement
    "curated": ("人工目录", "Curated"),
    "imported": ("导入", "Imported"),
    "extracted": ("自动抽取", "Extracted"),
    "unreviewed": ("未审", "Unreviewed"),
    "asserted": ("已陈述", "Asserted"),
    "planned": ("计划中", "Planned"),
    "rumoured": ("传闻", "Rumoured"),
    "denied": ("已否认", "Denied"),
    "stated": ("原文明言", "Stated"),
    "implied": ("隐含", "Implied"),
    "inferred": ("推断", "Inferred"),
    "preferred": ("首选", "Preferred"),
    "normal": ("正常", "Normal"),
    "deprecated": ("已弃用", "Deprecated"),
    "drawn": ("图中所示", "As drawn"),
    "not_drawn": ("未画出", "Not drawn"),
    "contested": ("有冲突", "Contested"),
    "according_to": ("{who} 的说法", "According to {who}"),
    "held_on": ("数值日期 {date}", "Value as of {date}"),
    "version": ("版本 {text}", "Version {text}"),
    "stage": ("阶段：{text}", "Stage: {text}"),
    "note": ("编者注：{text}", "Editor's note: {text}"),
    "rank_reason": ("{rank}：{text}", "{rank}: {text}"),
    "corroborated": ("{n} 个独立来源", "{n} independent sources"),
    "confidence": ("抽取置信度 {n}", "Extraction confidence {n}"),
    # the reader
    "close": ("关闭", "Close"),
    "pick_a_mark": (
        "点击图中任意一块，查看它背后的原句与出处；也可从列表打开",
        "Click any mark to read the sentence behind it, or open it from the list",
    ),
    "pick_a_mark_folded": (
        "点击图中任意一块，查看它背后的原句与出处；图中合并计数的 {n} 条列在最前",
        "Click any mark to read the sentence behind it; the {n} that the picture only counts come first in the list",
    ),
    "pick_from_list": ("{n} 个标记", "{n} marks"),
    "folded": ("（图中合并计数）", " (counted in the picture)"),
    "open_entity": ("查看它的全部证据", "All evidence on it"),
    "sentence_elsewhere": (
        "原文不在本机语料中，此处只列出处。",
        "The document is not in this corpus; the citation is shown instead of its words.",
    ),
    "source_not_described": ("来源未登记：{name}", "Source not described: {name}"),
    "undated": ("日期不详", "Undated"),
    "catalog_place": ("目录 {place}", "Catalog {place}"),
    "rivals": ("不同说法（{n}）", "Rival statements ({n})"),
    "mark_gone": (
        "链接所指的图块不在当前图中：可能被筛选隐藏，或目录已更新。请清除筛选，或在“证据”页搜索名称。",
        "The mark in this link is not in the chart: a filter hides it or the catalog has changed. Clear the filters, or search on the Evidence page.",
    ),
    "positions": ("各方观点", "Positions"),
    "winner": ("当前画出", "Drawn first"),
    # conflicts
    "conflicts": ("来源之间的冲突", "Where sources disagree"),
    "high": ("高", "High"),
    "medium": ("中", "Medium"),
    "low": ("低", "Low"),
    "kind_value": ("数值", "Value"),
    "kind_date": ("日期", "Date"),
    "kind_scope": ("口径", "Scope"),
    "kind_identity": ("主体混淆", "Identity"),
    "kind_name": ("名称", "Name"),
    "kind_status": ("状态", "Status"),
    "kind_arithmetic": ("算术", "Arithmetic"),
    "kind_kind": ("类型", "Kind"),
    "kind_taxonomy": ("定义", "Definition"),
    "kind_opinion": ("观点", "Opinion"),
    "kind_fact": ("事实", "Fact"),
    "kind_superlative": ("之最", "Superlative"),
    "kind_quote": ("引文", "Quote"),
    "kind_provenance": ("出处", "Provenance"),
    "kind_precision": ("精度", "Precision"),
    "all_conflicts": ("查看全部 {n} 处冲突", "See all {n} conflicts"),
    "no_conflicts": ("在当前筛选下，来源之间没有冲突。", "No source contradicts another under these filters."),
    # evidence
    "search": ("搜索玩家、模型、平台、应用或别名", "Search a player, model, platform, application or alias"),
    "search_hint": ("输入任意名称，例如简称、英文名或旧名", "Any name: short, English or former"),
    "tab_entity": ("按名称", "By name"),
    "tab_conflicts": ("冲突（{n}）", "Conflicts ({n})"),
    "tab_sources": ("来源（{n}）", "Sources ({n})"),
    "nothing_chosen": (
        "先选一个名称，这里会列出它的全部说法、来源和不同说法。",
        "Choose a name: its statements, sources and rivals appear here.",
    ),
    "statements": ("全部说法", "Statements"),
    "pointing_at": ("其他条目提到它", "Said of others that point at it"),
    "not_in_catalog": ("目录未收录", "not in the catalog"),
    "no_statements": (
        "在当前筛选下，它没有说法。请放宽筛选或截至日期。",
        "Nothing is stated about it under these filters. Widen them or move the as-of date.",
    ),
    "statement_gone": (
        "链接中的说法或名称不在当前快照里。请在下面搜索名称。",
        "The statement or name in this link is not in the current snapshot. Search for it below.",
    ),
    "about_entity": ("{kind} · {n} 条说法 · {sources} 个来源", "{kind} · {n} statements · {sources} sources"),
    "also_called": ("又名：{names}", "Also: {names}"),
    "player": ("玩家", "Player"),
    "model": ("模型", "Model"),
    "platform": ("平台", "Platform"),
    "application": ("应用", "Application"),
    "market": ("市场", "Market"),
    "task": ("任务", "Task"),
    "source_title": ("标题", "Title"),
    "source_publisher": ("发布者", "Publisher"),
    "source_date": ("日期", "Published"),
    "source_statements": ("说法数", "Statements"),
    "source_at_hand": ("原文在手", "Text at hand"),
    "source_url": ("链接", "Link"),
    # downloads
    "download_help": ("与屏幕同一张图，1920×1080，可直接贴进幻灯片", "The chart on screen at 1920×1080, ready for a slide"),
    "csv_help": ("图中每个标记一行，含出处", "One row for each mark drawn, with its sources"),
    # states
    "unknown_in_url": (
        "链接中有无法识别的条件，已忽略：{text}。其余条件照常生效。",
        "This link asks for something unknown, which was ignored: {text}. The rest applies.",
    ),
    "chart_failed": (
        "这张图暂时画不出来，其余页面不受影响。原因已写入服务日志；请运行 baimo doctor 检查环境。",
        "This chart cannot be drawn just now; other pages are not affected. The log has the cause; run baimo doctor.",
    ),
    "page_failed": (
        "这一页暂时无法显示，其余页面不受影响。原因已写入服务日志；请刷新，或运行 baimo doctor 检查环境。",
        "This page cannot be shown just now; other pages are not affected. The log has the cause; reload, or run baimo doctor.",
    ),
    "no_snapshot": ("还没有可显示的快照。", "There is no snapshot to show yet."),
    "no_snapshot_remedy": (
        "在终端运行 baimo build，然后刷新本页。",
        "Run baimo build in a terminal, then reload this page.",
    ),
    "stale": (
        "目录有 {n} 处问题，页面显示的是上一次正确的快照。改好下面各处后刷新即可。",
        "The catalog has {n} problems; the page shows the last good snapshot. Mend the places below and reload.",
    ),
    "building": (
        "目录或语料有改动，正在后台更新；几秒后刷新即可看到。",
        "The catalog or the corpus has changed and is being rebuilt; reload in a few seconds.",
    ),
    "build_failed": (
        "更新没有完成，页面显示的是上一次正确的快照。原因已写入服务日志；请运行 baimo build 查看。",
        "The update did not finish; the page shows the last good snapshot. The log has the cause; run baimo build to see it.",
    ),
    "problem_place": ("位置", "Where"),
    "problem_message": ("问题", "Problem"),
    "problem_remedy": ("怎么改", "Remedy"),
    "more_problems": ("另有 {n} 处，运行 baimo check 查看全部。", "{n} more: run baimo check for the whole list."),
    "chart_alt": ("{title}。{n} 个标记。{text}", "{title}. {n} marks. {text}"),
}


def say(language: str, key: str, /, **parameters: object) -> str:
    """The words of `key` in zh or en, with its {named} places filled. Raises KeyError for a key without words."""
    chinese, english = WORDS[key]
    text = chinese if language == "zh" else english
    return text.format_map({name: str(value) for name, value in parameters.items()}) if parameters else text
