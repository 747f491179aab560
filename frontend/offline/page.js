// The offline page: takes a roster from the disk, has Python judge it in this browser, shows what came of it.
import { answered, doubts } from "./doubts.js";
import { el } from "./draw.js";
import { bodies, failure, head, problems, refusal } from "./findings.js";
import { complain, gather, prepare, reset, showColumns } from "./form.js";
import { ask, start } from "./python.js";
import { speak, spoken, t, whenSwitched } from "./words.js";

const by = (id) => document.getElementById(id);
const empty = by("nothing-yet");
let shown = null;
let answers = [];
let busy = 0;
let started = 0;
let asking = 0;

// How far the start is, one step of those the worker tells of.
function showStart(done) {
  const says = [
    t("解开程序", "Unpacking the program"),
    t("启动 Python", "Starting Python"),
    t("载入条款与读法", "Loading the norms"),
    t("程序已就绪，全部在本机运行", "Ready; everything runs on this computer"),
  ];
  const of = says.length;
  started = done;
  by("starting-say").textContent = says[done - 1];
  by("starting-number").textContent = done < of ? `${done} / ${of}` : "";
  by("starting-bar").max = of;
  by("starting-bar").value = done;
  if (done === of) {
    by("judge").disabled = false;
    document.documentElement.dataset.ready = "";
  }
}

// Say what is under way, once it takes longer than anybody would notice.
async function during(say, work) {
  const mine = ++busy;
  const timer = setTimeout(() => (by("busy").textContent = say), 300);
  by("judge").disabled = true;
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    if (mine === busy) by("busy").textContent = "";
    by("judge").disabled = false;
  }
}

async function judge() {
  complain(null);
  const mine = ++asking;
  const given = await gather(answers);
  if (!given.content)
    return complain(
      "file",
      t("请先选择名册文件，或粘贴名册", "choose a roster file first, or paste a roster"),
    );
  if (!given.options.on)
    return complain("on", t("请写明判断之日，如 2017-06-30", "give the day judged, like 2017-06-30"));
  await during(t("正在核对名册……", "Judging the roster ..."), async () => {
    try {
      const handed = [given.content, given.before].filter(Boolean);
      const { content, before, options } = given;
      const answer = await ask("judge", { content, before, options: JSON.stringify(options) }, handed);
      if (mine === asking) show(JSON.parse(answer)); // else the form was cleared or asked anew meanwhile
    } catch (error) {
      by("results").replaceChildren(failure(String(error)));
    }
  });
  if (mine === asking) by("results-head")?.focus();
}

function show(answer) {
  shown = answer;
  showColumns(answer);
  const parts = answer.refused
    ? [refusal(answer), answered(answers, again)]
    : [
        head(answer),
        downloads(),
        ...bodies(answer),
        doubts(answer, answers, again),
        answered(answers, again),
        problems(answer.check),
      ];
  by("results").replaceChildren(...parts.filter(Boolean));
}

function again(given) {
  answers = given;
  return judge();
}

function downloads() {
  return el(
    "div",
    { class: "k-acts k-screen-only o-downloads" },
    el(
      "button",
      { class: "btn", type: "button", id: "report", click: saveReport },
      t("保存报告（.xlsx）", "Save the report (.xlsx)"),
    ),
    el(
      "button",
      { class: "btn", type: "button", id: "json", click: saveJson },
      t("保存数据（.json）", "Save the data (.json)"),
    ),
    el("button", { class: "btn", type: "button", click: () => window.print() }, t("打印", "Print")),
  );
}

function saveReport() {
  return during(t("正在写报告……", "Writing the report ..."), async () => {
    try {
      const report = await ask("report", { language: spoken() });
      save(report, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");
    } catch (error) {
      by("results").replaceChildren(failure(String(error)));
    }
  });
}

// The same text as `kejia check --json` prints.
function saveJson() {
  save(`${JSON.stringify(shown.check, null, 1)}\n`, "application/json", "json");
}

function save(content, type, ending) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const name = shown.roster.replace(/\.[^.]*$/, "");
  const link = el("a", {
    href: address,
    download: `${name}-${t("核对", "check")}-${shown.check.on}.${ending}`,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function clear() {
  asking++;
  answers = [];
  shown = null;
  reset();
  by("results").replaceChildren(empty);
  ask("forget");
  by("file").focus();
}

async function speakAgain() {
  if (started) showStart(started);
  if (!shown) return;
  const answer = shown.refused ? shown : JSON.parse(await ask("tell", { language: spoken() }));
  show(answer);
}

function begin() {
  prepare();
  by("desk").hidden = false;
  by("form").addEventListener("submit", (event) => {
    event.preventDefault();
    judge();
  });
  for (const id of ["file", "paste"]) by(id).addEventListener("change", () => (answers = []));
  by("clear").addEventListener("click", clear);
  by("language").addEventListener("click", () => {
    speak(spoken() === "zh" ? "en" : "zh");
    by("language").textContent = t("English", "中文");
    by("language").lang = t("en", "zh-Hans");
  });
  by("theme").addEventListener("click", ({ target }) => {
    if (target.value === undefined) return;
    document.documentElement.dataset.theme = target.value;
    for (const each of by("theme").children) each.setAttribute("aria-pressed", String(each === target));
  });
  whenSwitched(speakAgain);
  start(showStart).catch((error) => {
    by("starting").hidden = true;
    by("results").replaceChildren(failure(String(error), true));
  });
}

if (!document.documentElement.classList.contains("too-old")) begin();
