// The theme switch changes the page at once; the server reads the same cookie at the next one.
const YEAR = 365 * 24 * 3600;

export function startTheme() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!form.matches("[data-theme-switch]") || !button) return;
    event.preventDefault();
    choose(button.value);
    for (const each of form.querySelectorAll("button")) {
      each.setAttribute("aria-pressed", String(each === button));
    }
  });
}

function choose(theme) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  const age = theme ? YEAR : 0;
  document.cookie = `kejia_theme=${theme}; path=/; max-age=${age}; samesite=lax${secure}`;
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
