// The people in doubt: what is asked about each, answered here, written into the roster in memory and judged again.
import { el } from "./draw.js";
import { place } from "./findings.js";
import { t, WORDS } from "./words.js";

// The section of questions; `again(answers)` judges with them. Null where nothing is in doubt.
export function doubts(answer, given, again) {
  if (answer.doubts.length === 0) return null;
  const askable = answer.doubts.filter((doubt) => doubt.column);
  const people = new Set(answer.doubts.map((doubt) => `${doubt.sheet} ${doubt.row}`)).size;
  const held = new Map(given.map((each) => [key(each), each.value]));
  const table = el(
    "table",
    { class: "k-table o-doubts" },
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        [t("姓名", "Name"), t("单位", "Employer"), t("所问", "What is asked"), t("回答", "Answer")].map(
          (say) => el("th", { scope: "col" }, say),
        ),
      ),
    ),
    el(
      "tbody",
      {},
      answer.doubts.map((doubt, i) => row(doubt, i, held.get(key(doubt)) ?? "")),
    ),
  );
  return el(
    "section",
    { class: "k-panel", "aria-labelledby": "doubts-head" },
    el("h3", { id: "doubts-head" }, t(`待核实的人（${people}）`, `People to ask about (${people})`)),
    el(
      "p",
      { class: "k-soft k-small" },
      t(
        "问清后填在这里，重新核对；只改内存里的名册，您的文件不变。不知道的留空。",
        "Fill in what you find out and judge again; only the roster in memory changes, your file stays as it is. Leave blank what you do not know.",
      ),
    ),
    el(
      "form",
      { id: "doubts", autocomplete: "off", submit: (event) => submit(event, answer, given, again) },
      table,
      askable.length > 0 &&
        el(
          "div",
          { class: "k-acts" },
          el(
            "button",
            { class: "btn btn-primary", type: "submit" },
            t("按填写的重新核对", "Judge again with these"),
          ),
        ),
    ),
  );
}

function row(doubt, i, value) {
  const id = `doubt-${i}`;
  const asked = t(
    `${doubt.say}${doubt.value ? `（现为“${doubt.value}”）` : "（空白）"}`,
    `${doubt.say}${doubt.value ? ` (now “${doubt.value}”)` : " (blank)"}`,
  );
  return el(
    "tr",
    {},
    el(
      "th",
      { scope: "row" },
      doubt.name || t("（没有姓名）", "(no name)"),
      el("span", { class: "o-at k-soft" }, place(doubt)),
    ),
    el("td", { "data-label": t("单位", "Employer") }, doubt.unit || "—"),
    el("td", { "data-label": t("所问", "What is asked") }, asked),
    el(
      "td",
      { "data-label": t("回答", "Answer") },
      doubt.column
        ? control(doubt, id, value)
        : el(
            "span",
            { class: "k-soft" },
            t("名册没有这一列，请在表格中加上", "the roster has no such column; add it there"),
          ),
    ),
  );
}

function control(doubt, id, value) {
  const label = `${doubt.name || place(doubt)} ${doubt.say}`;
  const marked = {
    id,
    "aria-label": label,
    "data-doubt": true,
    "data-sheet": doubt.sheet,
    "data-row": doubt.row,
    "data-column": doubt.column,
  };
  const choices = {
    yes_or_no: [
      ["是", t("是", "yes")],
      ["否", t("否", "no")],
    ],
    sex: [
      ["女", t("女", "woman")],
      ["男", t("男", "man")],
    ],
    rank: WORDS.ranks.map((rank) => [rank, rank]),
  }[doubt.answering];
  if (choices) {
    return el(
      "select",
      { class: "form-select", ...marked },
      [["", t("未标明", "unknown")], ...choices].map(([v, say]) =>
        el("option", { value: v, selected: v === value }, say),
      ),
    );
  }
  const hint =
    { birth: "1975-03-09", seat: t("代表、委员、常委", "代表, 委员, 常委") }[doubt.answering] ?? "";
  return el("input", { class: "form-control", type: "text", placeholder: hint, value, ...marked });
}

function submit(event, answer, given, again) {
  event.preventDefault();
  const answers = new Map(given.map((each) => [key(each), each]));
  for (const control of event.target.querySelectorAll("[data-doubt]")) {
    const { sheet, row, column } = control.dataset;
    const one = { sheet, row: Number(row), column, value: control.value.trim() };
    if (one.value) answers.set(key(one), one);
    else answers.delete(key(one));
  }
  again([...answers.values()]);
}

// What was answered so far, each to be taken back.
export function answered(given, again) {
  if (given.length === 0) return null;
  return el(
    "section",
    { class: "k-panel", "aria-labelledby": "answered-head" },
    el("h3", { id: "answered-head" }, t(`已回答（${given.length}）`, `Answered (${given.length})`)),
    el(
      "ul",
      { class: "k-people" },
      given.map((each) =>
        el(
          "li",
          { class: "k-person" },
          el("span", { class: "k-person-name" }, place(each)),
          el("span", {}, each.value),
          el(
            "button",
            {
              class: "btn o-small",
              type: "button",
              click: () => again(given.filter((other) => other !== each)),
              "aria-label": t(`收回 ${place(each)} 的回答`, `Take back the answer at ${place(each)}`),
            },
            t("收回", "Take back"),
          ),
        ),
      ),
    ),
  );
}

function key({ sheet, row, column }) {
  return `${sheet}\u0000${row}\u0000${column}`;
}
