// The page in two languages: Chinese stands in the document, English beside it in data-en.
let language = "zh";
const listeners = [];

export const WORDS = JSON.parse(document.getElementById("words").textContent);

export function spoken() {
  return language;
}

// The one of two sentences that the page speaks.
export function t(zh, en) {
  return language === "en" ? en : zh;
}

// The same for a {zh, en} that Python gave.
export function word(both) {
  return both[language];
}

export function whenSwitched(listener) {
  listeners.push(listener);
}

export function speak(chosen) {
  language = chosen;
  document.documentElement.lang = t("zh-Hans", "en");
  document.title = t("核对名册（离线页） · 科家", "Check a roster (offline page) · Kejia");
  speakWithin(document);
  for (const listener of listeners) listener();
}

// Words of a part of the page: text from data-en, names of controls from data-en-label, options from both.
export function speakWithin(part) {
  for (const each of part.querySelectorAll("[data-en]")) {
    each.dataset.zh ??= each.textContent;
    each.textContent = t(each.dataset.zh, each.dataset.en);
  }
  for (const each of part.querySelectorAll("[data-en-label]")) {
    each.dataset.zhLabel ??= each.getAttribute("aria-label");
    each.setAttribute("aria-label", t(each.dataset.zhLabel, each.dataset.enLabel));
  }
}
