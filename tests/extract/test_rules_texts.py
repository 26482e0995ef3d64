"""Short texts in the manner of the market's press, written before any rule was tuned: everything they say, and nothing else."""

import pytest

from tests.extract.said import printed, said

JUDGED = frozenset(
    [
        "released_on",
        "announced_on",
        "parameters",
        "training_tokens",
        "cost",
        "hardware",
        "duration",
        "base_model",
        "owner",
        "layer",
        "tier",
        "industry",
        "market_count",
    ]
)

TEXTS = {
    "digest": (
        "2024-05-20",
        """【早报】5月17日，{星海智能:p}正式发布新一代大语言模型“{云帆:m}2.0”，参数规模达到720亿，并向开发者开放API。
同日，{北岭科技:p}宣布开源{松涛-34B:m}，这是其首个中英双语模型。
5月19日，{橙果网络:p}与{南湖大学:p}联合推出面向法律领域的大模型{律衡:m}，该模型基于{松涛-34B:m}微调。
另据{见微社:p}报道，{蓝湾:p}将于今年7月推出{远岫:m}，目前仍在内测。""",
        [
            "released_on: 云帆 | 2024-05-17", "owner: 云帆 | 星海智能", "parameters: 云帆 | 7.2e10",
            "released_on: 松涛-34B | 2024-05-17", "owner: 松涛-34B | 北岭科技", "parameters: 松涛-34B | 3.4e10",
            "released_on: 律衡 | 2024-05-19", "owner: 律衡 | 橙果网络", "owner: 律衡 | 南湖大学", "base_model: 律衡 | 松涛-34B", "industry: 律衡 | 法律",
            "released_on: 远岫 | planned 2024-07", "owner: 远岫 | 蓝湾",
        ],
    ),
    "price cut": (
        "2024-06-03",
        """6月3日消息，{星海智能:p}宣布旗下主力模型{云帆Pro:m}大幅降价，输入价格从每千tokens 0.02元降至0.0008元，输出价格降至0.002元/千tokens。
{北岭科技:p}随即跟进，{松涛Lite:m}面向所有用户免费，{松涛Max:m}的API定价为每百万tokens 12元。
海外方面，{Orion:m}输入每百万tokens 2.5美元，输出每百万tokens 10美元。""",
        [
            "owner: 云帆Pro | 星海智能", "cost: 云帆Pro | 0.0008 CNY inference_price per_1k_tokens", "cost: 云帆Pro | 0.002 CNY inference_price per_1k_tokens",
            "cost: 松涛Max | 12 CNY inference_price per_1m_tokens",
            "cost: Orion | 2.5 USD inference_price per_1m_tokens", "cost: Orion | 10 USD inference_price per_1m_tokens",
        ],
    ),
    "table": (
        None,
        """| 模型 | 研发机构 | 参数量 | 发布时间 | 训练数据 |
| --- | --- | --- | --- | --- |
| {云帆:m} | {星海智能:p} | 720亿 | 2024年5月17日 | 3万亿tokens |
| {松涛:m} | {北岭科技:p} | 34B | 2024.05 | 2T tokens |
| {律衡:m} | {橙果网络:p} | 未公布 | 2024-03 | - |
""",
        [
            "owner: 云帆 | 星海智能", "parameters: 云帆 | 7.2e10", "released_on: 云帆 | 2024-05-17", "training_tokens: 云帆 | 3e12",
            "owner: 松涛 | 北岭科技", "parameters: 松涛 | 3.4e10", "released_on: 松涛 | 2024-05", "training_tokens: 松涛 | 2e12",
            "owner: 律衡 | 橙果网络", "released_on: 律衡 | 2024-03",
        ],
    ),
    "table with its own heads": (
        None,
        """| 行业 | 模型或应用 | 研发公司 | 参数量(亿) | 输入价格(元/百万tokens) | 备注 |
| --- | --- | --- | --- | --- | --- |
| 金融 | {云帆:m} | {星海智能:p} | 720 | 4 | 对标{Orion:m} |
| 法律 | {律衡:m} | {橙果网络:p}、{南湖大学:p} | 70 | 免费 | 据传将涨价 |
""",
        [
            "industry: 云帆 | 金融", "owner: 云帆 | 星海智能", "parameters: 云帆 | 7.2e10", "cost: 云帆 | 4 CNY inference_price per_1m_tokens",
            "industry: 律衡 | 法律", "owner: 律衡 | 橙果网络", "owner: 律衡 | 南湖大学", "parameters: 律衡 | 7e9",
        ],
    ),
    "tabs and commas": (
        None,
        "大模型\t机构\t发布时间\n{云帆:m}\t{星海智能:p}\t2024年5月\n{律衡:m}\t{橙果网络:p}\t2024/3/8\n",
        ["owner: 云帆 | 星海智能", "released_on: 云帆 | 2024-05", "owner: 律衡 | 橙果网络", "released_on: 律衡 | 2024-03-08"],
    ),
    "bullets": (
        None,
        """国内主要大模型一览：
- {星海智能:p}：{云帆:m}，2024年5月发布，参数量720亿
- {北岭科技:p}：{松涛:m}，参数340亿
- {橙果网络:p}“{律衡:m}”：法律行业大模型""",
        [
            "owner: 云帆 | 星海智能", "released_on: 云帆 | 2024-05", "parameters: 云帆 | 7.2e10",
            "owner: 松涛 | 北岭科技", "parameters: 松涛 | 3.4e10", "owner: 律衡 | 橙果网络", "layer: 律衡 | vertical", "industry: 律衡 | 法律",
        ],
    ),
    "card": (
        None,
        """## {云帆:m}

- 开发者：{星海智能:p}
- 发布时间：2024年5月17日
- 参数规模：720亿
- 基座模型：{松涛:m}
- 训练成本：约300万美元

## {律衡:m}

- 机构：{橙果网络:p}
- 参数量：70亿""",
        [
            "owner: 云帆 | 星海智能", "released_on: 云帆 | 2024-05-17", "parameters: 云帆 | 7.2e10", "base_model: 云帆 | 松涛",
            "cost: 云帆 | ~ 3e+06 USD training", "owner: 律衡 | 橙果网络", "parameters: 律衡 | 7e9",
        ],
    ),
    "questions": (
        None,
        """问：{云帆:m}是谁研发的？
答：{星海智能:p}。
问：{云帆:m}的参数量是多少？
答：720亿。
问：它什么时候上线的？
答：2024年5月17日。""",
        ["owner: 云帆 | 星海智能", "parameters: 云帆 | 7.2e10", "released_on: 云帆 | 2024-05-17"],
    ),
    "interview": (
        "2023-10-12",
        """记者：贵公司的{青禾:m}今年上半年上线，外界关心训练花了多少钱？
周岚：{青禾:m}一次完整训练的成本大约是400万元，用了512张A800，跑了26天。
记者：参数有多大？
周岚：{青禾:m}有130亿参数，训练语料超过1万亿tokens。
周岚还透露，下一代模型{青禾2:m}正在训练，预计明年一季度发布。""",
        [
            "released_on: 青禾 | 2023-01..2023-06", "cost: 青禾 | ~ 4e+06 CNY training", "hardware: 青禾 | 512 A800 training",
            "duration: 青禾 | 624 h training", "parameters: 青禾 | 1.3e10", "training_tokens: 青禾 | >= 1e12",
            "released_on: 青禾2 | planned 2024-01..2024-03",
        ],
    ),
    "traditional": (
        None,
        """2024年4月9日，{群岳科技:p}正式發表繁體中文大型語言模型「{曉山:m}」，參數量約為130億。
據{遠見證券:p}估算，{曉山:m}的訓練成本不超過新台幣3000萬元，動用了64張H100，耗時21天。
{群岳科技:p}表示，{曉山:m}將於今年下半年開源。""",
        [
            "released_on: 曉山 | 2024-04-09", "owner: 曉山 | 群岳科技", "parameters: 曉山 | ~ 1.3e10", "cost: 曉山 | <= 3e+07 TWD training",
            "hardware: 曉山 | 64 H100 training", "duration: 曉山 | 504 h training",
        ],
    ),
    "round-up": (
        "2023-08-30",
        """过去半年，从{星海智能:p}“{云帆:m}”、{北岭科技:p}“{松涛:m}”的相继上线，到{橙果网络:p}“{律衡:m}”的预告，国内已有超过80家企业入局大模型。
其中，{云帆:m}、{松涛:m}等属于通用大模型，{律衡:m}则是垂直大模型。
{白塔医疗:p}、{远山教育:p}等企业专注垂直领域大模型。
与{Orion:m}相比，{云帆:m}的参数量只有1000亿。""",
        [
            "owner: 云帆 | 星海智能", "owner: 松涛 | 北岭科技", "owner: 律衡 | 橙果网络", "market_count: 中国大模型市场 | >= 80 players",
            "layer: 云帆 | general", "layer: 松涛 | general", "layer: 律衡 | vertical", "layer: 白塔医疗 | vertical", "layer: 远山教育 | vertical",
            "parameters: 云帆 | 1e11",
        ],
    ),
    "carried subject": (
        None,
        """2023年6月，{南湖大学:p}推出开源模型{小荷:m}。该模型以{Maple-7B:m}为底座，使用8张3090微调，耗时5小时，成本不足200元。
{小荷:m}很快走红。其参数量为70亿，训练数据约5万条。""",
        [
            "released_on: 小荷 | 2023-06", "owner: 小荷 | 南湖大学", "base_model: 小荷 | Maple-7B", "hardware: 小荷 | 8 RTX 3090 finetune",
            "duration: 小荷 | 5 h finetune", "cost: 小荷 | <= 200 CNY finetune", "parameters: 小荷 | 7e9",
        ],
    ),
    "denials and rumours": (
        "2024-03-01",
        """网传{蓝湾:p}将在4月发布万亿参数模型{远岫:m}。对此，{蓝湾:p}方面予以否认。
有消息人士称，{星海智能:p}或于年内推出{云帆3:m}。
{北岭科技:p}不会推出新的通用大模型。{北岭科技:p}去年营收12亿元，完成了3亿元融资。
{橙果网络:p}计划用2000张H800训练{律衡2:m}。""",
        [
            "released_on: 远岫 | denied 2024-04", "parameters: 远岫 | denied ~ 1e12",
            "owner: 律衡2 | 橙果网络", "hardware: 律衡2 | planned 2000 H800 training",
        ],
    ),
    "comparison": (
        "2023-07-10",
        """{海岳:m}由{星海智能:p}自主研发，性能逼近{Orion:m}，成本却只有后者的十分之一。
{Orion:m}拥有1.8万亿参数，是{Comet:m}的10倍。据{远见证券:p}测算，训练{Orion:m}一次的成本高达6300万美元。
{海岳:m}训练用了约1.2万亿个token，参数量超过650亿。""",
        [
            "owner: 海岳 | 星海智能", "parameters: Orion | 1.8e12", "cost: Orion | 6.3e+07 USD training",
            "training_tokens: 海岳 | ~ 1.2e12", "parameters: 海岳 | >= 6.5e10",
        ],
    ),
    "years": (
        None,
        """{星海智能:p}布局较早。2019年推出亿级模型{初澜:m}；2021年推出百亿级大模型{再澜:m}；2022年11月，千亿级大模型{云帆:m}面世。
此前，{北岭科技:p}已在2020年3月发布{松涛:m}，次年6月又推出{松涛2:m}。""",
        [
            "owner: 初澜 | 星海智能", "released_on: 初澜 | 2019", "parameters: 初澜 | ~ 1e8", "owner: 再澜 | 星海智能", "released_on: 再澜 | 2021",
            "parameters: 再澜 | ~ 1e10", "released_on: 云帆 | 2022-11", "parameters: 云帆 | ~ 1e11",
            "owner: 松涛 | 北岭科技", "released_on: 松涛 | 2020-03", "owner: 松涛2 | 北岭科技", "released_on: 松涛2 | 2021-06",
        ],
    ),
    "tiers": (
        None,
        """{远山云:p}把模型分为三层：L0层包括{云帆:m}；L1层有{云帆金融:m}、{云帆矿山:m}；L2层则是{云帆巡检:m}等场景模型。
{云帆金融:m}面向银行，已在30家机构落地。""",
        [
            "tier: 云帆 | L0", "tier: 云帆金融 | L1", "tier: 云帆矿山 | L1", "tier: 云帆巡检 | L2", "industry: 云帆金融 | 金融",
        ],
    ),
    "serving": (
        "2023-09-01",
        """支撑{问渠:a}日均2000万次访问，需要约1.5万张A100。初始投入大约5亿美元，每日电费约3万美元。
{问渠:a}的会员费为每月20美元。{星海智能:p}说，{问渠:a}每年可为客户节省100万元。""",
        [
            "hardware: 问渠 | ~ 15000 A100 inference", "cost: 问渠 | ~ 5e+08 USD infrastructure", "cost: 问渠 | ~ 30000 USD electricity per_day",
            "cost: 问渠 | 20 USD other per_month", "cost: 问渠 | 1e+06 CNY saving per_year",
        ],
    ),
    "platforms": (
        "2023-05-30",
        """{星海智能:p}的{千岛:f}是一站式大模型开发平台，于5月9日上线。
{千岛:f}接入了{Orion:m}和{小荷:m}。{问渠:a}本质上是个应用，底层是{云帆:m}。
{北岭科技:p}表示，公司没有自己的平台，也不做通用大模型。""",
        [
            "owner: 千岛 | 星海智能", "layer: 千岛 | platform", "released_on: 千岛 | 2023-05-09", "layer: 问渠 | application", "base_model: 问渠 | 云帆",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_says_this_and_nothing_else(name: str) -> None:
    date, text, expected = TEXTS[name]
    found = [f"{each.predicate}: {printed(each)}" for each in said(text, date) if each.predicate in JUDGED]
    assert sorted(found) == sorted(expected)
