// The verdicts of a check, drawn as on the site: mark, figures, share, sentence, quote, basis, reading.
import { el, figures, mark, shareBar } from "./draw.js";
import { t, word, WORDS } from "./words.js";

const ORDER = ["not_met", "cannot_tell", "met", "not_in_force"];

export function head(answer) {
  const { check } = answer;
  return el(
    "header",
    { class: "o-head" },
    el("h2", { id: "results-head", tabindex: -1 }, answer.roster),
    el(
      "p",
      { class: "k-soft" },
      t(
        `截至 ${check.on} · ${answer.law} · 口径：${check.basis.say}`,
        `on ${check.on} · ${answer.law} · basis: ${check.basis.say}`,
      ),
    ),
    counts(check),
  );
}

function counts(check) {
  const of = (verdict) => check.findings.filter((finding) => finding.verdict === verdict).length;
  const shown = ORDER.filter((verdict) => of(verdict) > 0);
  return el(
    "ul",
    { class: "k-counts" },
    el(
      "li",
      {},
      el("span", { class: "k-count" }, String(check.people)),
      el("span", { class: "k-count-word" }, t("人", check.people === 1 ? "person" : "people")),
    ),
    shown.map((verdict) =>
      el(
        "li",
        {},
        el("span", { class: "k-count" }, String(of(verdict))),
        mark(verdict, word(WORDS.outcomes[verdict])),
      ),
    ),
  );
}

// One section for each body, in the order in which Python found them.
export function bodies(answer) {
  const { check } = answer;
  const level = word(WORDS.levels.find((each) => each.id === check.level));
  const names = [...new Set(check.findings.map((finding) => finding.body))];
  return names.map((id) => {
    const body = word(WORDS.bodies.find((each) => each.id === id));
    const society = id.startsWith("society");
    return el(
      "section",
      { class: "o-body", "aria-labelledby": `body-${id}` },
      el(
        "h3",
        { id: `body-${id}`, class: "o-body-name" },
        society ? body : t(`${level}${body}`, `${level} ${body}`),
      ),
      el(
        "div",
        { class: "o-findings" },
        check.findings.map((each, i) => (each.body === id ? finding(each, answer.findings[i]) : null)),
      ),
    );
  });
}

function finding(found, drawn) {
  const modality = word(WORDS.modalities[found.modality]);
  return el(
    "article",
    { class: "k-panel k-finding", "data-norm": found.norm, "data-verdict": found.verdict },
    el(
      "div",
      { class: "k-finding-head" },
      mark(found.verdict, word(WORDS.outcomes[found.verdict]), { pill: true }),
      el("span", { class: "k-soft" }, `${cited(found.clause)} · ${modality}`),
      el("h4", { class: "k-finding-title" }, found.name),
    ),
    drawn.bar ? shareBar(found, drawn.bar) : found.verdict === "not_in_force" ? null : figures(found),
    el("p", { class: "o-say" }, found.say),
    el("blockquote", { class: "k-quote", lang: "zh-Hans" }, found.quote),
    el(
      "div",
      { class: "k-basis" },
      el("p", {}, t(`计入：${found.counted}`, `counted: ${found.counted}`)),
      el("p", {}, t(`口径：${found.basis}`, `basis: ${found.basis}`)),
      found.reading && el("p", {}, t(`读法：${found.reading}`, `reading: ${found.reading}`)),
      el(
        "p",
        {},
        t(
          `条款编号 ${found.norm}${found.version ? `，自 ${found.version} 起` : ""}`,
          `norm ${found.norm}${found.version ? `, in force since ${found.version}` : ""}`,
        ),
      ),
    ),
  );
}

function cited(clause) {
  const [article, number] = clause.split(".");
  return number
    ? t(`第${article}条第${number}款`, `Article ${article}, clause ${number}`)
    : t(`第${article}条`, `Article ${article}`);
}

const SHOWN = 40;

// What to look at in the roster; a long list shows its beginning until the rest is asked for.
export function problems(check) {
  if (check.problems.length === 0) return null;
  const rows = check.problems.map((problem) =>
    el("tr", {}, el("th", { scope: "row", class: "o-place" }, place(problem)), el("td", {}, problem.say)),
  );
  const body = el("tbody", {}, rows.slice(0, SHOWN));
  const rest = rows.slice(SHOWN);
  const more = el(
    "button",
    { class: "btn", type: "button", click: showRest },
    t(`列出其余 ${rest.length} 处`, `List the other ${rest.length}`),
  );
  function showRest() {
    body.append(...rest);
    more.remove();
  }
  return el(
    "section",
    { class: "k-panel", "aria-labelledby": "problems-head" },
    el(
      "h3",
      { id: "problems-head" },
      t(`名册里要看的地方（${rows.length}）`, `Things to look at in the roster (${rows.length})`),
    ),
    el(
      "table",
      { class: "k-table" },
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("th", { scope: "col" }, t("位置", "Place")),
          el("th", { scope: "col" }, t("问题", "What")),
        ),
      ),
      body,
    ),
    rest.length > 0 && more,
  );
}

export function place({ sheet, row, column }) {
  const cell = `${column ?? ""}${row ?? ""}`;
  return [sheet, cell].filter(Boolean).join("!") || t("整个文件", "whole file");
}

export function refusal(answer) {
  return el(
    "section",
    { class: "k-state k-refusal" },
    el("h2", { id: "results-head", tabindex: -1 }, t("没有核对", "Nothing was judged")),
    el("p", {}, word(answer.refused)),
    el(
      "p",
      { class: "k-soft" },
      t(
        "文件没有改动；照上面的话改好后，再按“核对”。",
        "The file was not changed; put it right as said above and press “Judge” again.",
      ),
    ),
  );
}

// Nothing came of it, for a reason that is no fault of the roster's.
export function failure(error, starting = false) {
  const why = starting
    ? t(
        "程序没有启动起来。请关闭本页再打开；仍不行的，请换用较新的 Chrome、Edge 或 Firefox，并关闭占用内存的其他程序。",
        "The program did not start. Close this page and open it again; if that does not help, use a newer Chrome, Edge or Firefox, and close other programs that take memory.",
      )
    : t(
        "多半是名册太大，浏览器的内存不够：请只留名册所在的工作表，或用装有科家的网站、命令行核对。关闭本页再打开即可重来。",
        "Most likely the roster is too large for the browser's memory: keep only its sheet, or use a site or command line with Kejia. Close this page and open it to begin again.",
      );
  return el(
    "section",
    { class: "k-state k-refusal" },
    el("h2", { id: "results-head", tabindex: -1 }, t("核对没有完成", "The judging broke off")),
    el("p", {}, why),
    el(
      "details",
      { class: "o-fold" },
      el("summary", {}, t("给维护人员看的原因", "The reason, for maintainers")),
      el("pre", { class: "o-trace", tabindex: 0 }, error),
    ),
  );
}
