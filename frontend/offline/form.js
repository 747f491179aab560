// The form: what is asked of the roster.
import { el } from "./draw.js";
import { spoken, t, whenSwitched, word, WORDS } from "./words.js";

const form = document.getElementById("form");
const MATTERS = {
  title: "text",
  document: "text",
  dated: "date",
  grassroots_frontline: "text",
  leading_cadre_rank: "rank",
  age_reckoned_on: "date",
  young_born_since: "date",
  young_middle_aged_age: "number",
  invited_delegates_count: "yes_or_no",
};
let known = null;

export function prepare() {
  for (const select of form.querySelectorAll("[data-options]")) {
    select.append(...WORDS[select.dataset.options].map((each) => option(each.id, each.zh, each.en)));
  }
  document.getElementById("basis").append(...Object.keys(WORDS.settings).map(setting));
  reset();
  whenSwitched(() => showColumns(known));
}

export function reset() {
  form.reset();
  document.getElementById("on").value = today();
  showColumns(null);
  complain(null);
}

// Today in China, whatever the clock of this computer is set to.
function today() {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(new Date());
}

function option(value, zh, en) {
  return el("option", { value, "data-en": en }, zh);
}

function setting(name) {
  const { zh, en } = WORDS.settings[name];
  const kind = MATTERS[name] ?? "text";
  const id = `basis-${name}`;
  let control = el("input", { class: "form-control", id, type: kind, "data-basis": name });
  if (kind === "number")
    for (const [k, v] of [
      ["min", 18],
      ["max", 100],
      ["inputmode", "numeric"],
    ])
      control.setAttribute(k, v);
  if (kind === "rank" || kind === "yes_or_no") {
    const choices =
      kind === "rank"
        ? WORDS.ranks.map((rank) => option(rank, rank, rank))
        : [option("yes", "计入", "they count"), option("no", "不计入", "they do not")];
    control = el(
      "select",
      { class: "form-select", id, "data-basis": name },
      option("", "未定", "not set"),
      choices,
    );
  }
  return el("div", { class: "k-field" }, el("label", { for: id, "data-en": en }, zh), control);
}

// The sheets and columns found in the file, each to be chosen otherwise; `found` is the last answer, or null.
export function showColumns(found) {
  const chosen = found === null ? {} : choices();
  known = found;
  const fold = document.getElementById("columns-fold");
  const place = document.getElementById("columns");
  fold.hidden = !found || !found.sheets?.length;
  if (fold.hidden) return place.replaceChildren();
  const fields = [];
  if (found.sheets.length > 1) {
    fields.push(
      choice(
        "sheet",
        t("工作表", "Sheet"),
        t("由程序找", "find it"),
        found.sheets.map((name) => [name, name]),
        chosen.sheet,
        { "data-sheet": true },
      ),
    );
  }
  if (found.tables?.length === 1) {
    const [table] = found.tables;
    for (const field of Object.keys(WORDS.fields)) {
      const letter = table.columns[field];
      const title = table.titles.find((each) => each.letter === letter)?.title ?? "";
      const as_found = letter ? `${letter} ${title}` : t("没有这一列", "no such column");
      const others = table.titles.map((each) => [each.letter, `${each.letter} ${each.title}`]);
      fields.push(
        choice(field, word(WORDS.fields[field]), as_found, others, chosen.columns?.[field], {
          "data-column": field,
        }),
      );
    }
  }
  place.replaceChildren(...fields);
}

function choice(name, label, none, others, chosen, marked) {
  const id = `column-${name}`;
  const select = el(
    "select",
    { class: "form-select", id, ...marked },
    el("option", { value: "" }, none),
    others.map(([value, say]) => el("option", { value, selected: value === chosen }, say)),
  );
  return el("div", { class: "k-field" }, el("label", { for: id }, label), select);
}

function choices() {
  const columns = {};
  for (const select of form.querySelectorAll("[data-column]"))
    if (select.value) columns[select.dataset.column] = select.value;
  return { sheet: form.querySelector("[data-sheet]")?.value || null, columns };
}

// What the page asks Python, with the bytes of the files.
export async function gather(answers) {
  const basis = {};
  for (const control of form.querySelectorAll("[data-basis]"))
    if (control.value) basis[control.dataset.basis] = control.value;
  const roster = await read("file");
  const pasted = document.getElementById("paste").value;
  const before = await read("before");
  const options = {
    name: roster?.name ?? t("粘贴的名册", "pasted roster"),
    before_name: before?.name ?? "",
    body: document.getElementById("body").value,
    on: document.getElementById("on").value,
    level: document.getElementById("level").value,
    blank: form.querySelector("[name=blank]:checked").value,
    basis,
    ...choices(),
    answers,
    lang: spoken(),
  };
  const content = roster?.content ?? (pasted.trim() ? new TextEncoder().encode(pasted).buffer : null);
  return { content, before: before?.content, options };
}

async function read(id) {
  const [file] = document.getElementById(id).files;
  return file ? { name: file.name, content: await file.arrayBuffer() } : null;
}

// What is wrong stands at the field it belongs to.
export function complain(id, say = "") {
  for (const error of form.querySelectorAll(".k-field-error")) error.hidden = true;
  for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
  if (id === null) return;
  const error = document.getElementById(`${id}-error`);
  error.textContent = say;
  error.hidden = false;
  const control = document.getElementById(id);
  control.setAttribute("aria-invalid", "true");
  control.focus();
}
