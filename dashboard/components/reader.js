// Draws what `reader.py` sends. Every text becomes a text node: words of articles and catalogs are never parsed as markup.
function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined && text !== null) node.textContent = text;
  return node;
}

function badge(each) {
  const node = element("span", "badge " + each.tone, each.text);
  if (each.help) node.title = each.help;
  return node;
}

function sourceLine(source) {
  const line = element("div", "source");
  if (source.url) {
    const link = element("a", "", source.text);
    link.href = source.url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    line.append(link);
  } else {
    line.append(element("span", "", source.text));
  }
  if (source.meta) line.append(element("span", "meta", source.meta));
  if (source.place) line.append(element("span", "place", source.place));
  return line;
}

function passage(each) {
  const node = element("div", "passage");
  if (each.before || each.quote || each.after) {
    const quote = element("blockquote", "");
    quote.append(element("span", "", each.before), element("mark", "", each.quote), element("span", "", each.after));
    node.append(quote);
  }
  node.append(sourceLine(each.source));
  return node;
}

function card(each) {
  const node = element("article", "card " + (each.tone || ""));
  node.dataset.statement = each.id || "";
  const head = element("header", "");
  if (each.subject) head.append(element("span", "subject", each.subject));
  if (each.predicate) head.append(element("span", "predicate", each.predicate));
  node.append(head);
  const value = element("div", "value", each.value);
  node.append(value);
  if (each.badges.length) {
    const row = element("div", "badges");
    each.badges.forEach((one) => row.append(badge(one)));
    node.append(row);
  }
  each.notes.forEach((text) => node.append(element("div", "note", text)));
  each.passages.forEach((one) => node.append(passage(one)));
  return node;
}

function rivalry(each) {
  const node = element("details", "rivalry");
  node.open = Boolean(each.open);
  const head = element("summary", "topic", each.topic);
  each.badges.forEach((one) => head.append(badge(one)));
  if (each.sides) head.append(element("span", "against", each.sides));
  node.append(head);
  if (each.reason) node.append(element("div", "note", each.reason));
  const sides = element("div", "sides");
  each.cards.forEach((one) => sides.append(card(one)));
  node.append(sides);
  if (each.place) node.append(element("div", "place", each.place));
  return node;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".reader");
  root.replaceChildren();
  root.classList.toggle("wide", Boolean(data.wide));
  root.lang = data.language === "zh" ? "zh-CN" : "en";
  if (data.title) {
    const head = element("div", "head");
    head.append(element("h2", "", data.title));
    if (data.close) {
      const close = element("button", "close", "×");
      close.setAttribute("aria-label", data.close);
      close.title = data.close;
      close.onclick = () => setTriggerValue("closed", true);
      head.append(close);
    }
    root.append(head);
  }
  if (data.subtitle) root.append(element("div", "subtitle", data.subtitle));
  if (data.empty) root.append(element("p", "empty", data.empty));
  data.groups.forEach((group) => {
    const section = element("section", "group");
    if (group.heading) {
      const heading = element("h3", "", group.heading);
      if (group.count > 1) heading.append(element("span", "count", String(group.count)));
      section.append(heading);
    }
    const cards = element("div", "cards");
    group.cards.forEach((one) => cards.append(card(one)));
    if (group.cards.length) section.append(cards);
    (group.rivalries || []).forEach((one) => section.append(rivalry(one)));
    root.append(section);
  });
  if (data.footnote) root.append(element("p", "note", data.footnote));
}
