// The page of the plan: the whole clause can be clicked, the panel of one clause closes the other's.
export function startPlan() {
  const plan = document.querySelector("[data-plan]");
  if (!plan) return;
  let shown = location.search;

  plan.addEventListener("click", (event) => {
    const closer = event.target.closest("[data-close]");
    if (closer) {
      event.preventDefault();
      const clause = closer.closest(".k-clause");
      close(plan);
      history.pushState(null, "", closer.getAttribute("href"));
      shown = location.search;
      clause.querySelector(".k-clause-mark").focus();
      return;
    }
    const text = event.target.closest(".k-clause-text, .k-clause-note");
    const selecting = String(getSelection()).length > 0; // somebody copies words: leave them alone
    if (text && !selecting && !event.target.closest("a")) {
      text.closest(".k-clause").querySelector(".k-clause-mark").click();
    }
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.matches(".k-slot")) close(plan);
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    const clause = event.detail.target.closest(".k-clause");
    if (clause) open(clause);
  });

  // The strip goes to the clause and opens it in place.
  document.addEventListener("click", (event) => {
    const tile = event.target.closest(".k-strip a");
    if (!tile || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const clause = plan.querySelector(`.k-clause[data-clause="${tile.dataset.clause}"]`);
    if (!clause) return;
    event.preventDefault();
    clause.querySelector(".k-clause-mark").click();
    clause.scrollIntoView({ block: "start" });
  });

  // Back and forward fetch the page anew; a jump within the page also arrives here and must not.
  document.addEventListener("htmx:pushedIntoHistory", () => (shown = location.search));
  window.addEventListener("popstate", () => {
    if (location.search !== shown) location.reload();
  });
}

function open(clause) {
  clause.dataset.open = "";
  for (const link of linksTo(clause.dataset.clause)) link.setAttribute("aria-current", "true");
  const panel = clause.querySelector(".k-slot [aria-label]");
  document.getElementById("plan-status").textContent = panel.getAttribute("aria-label"); // for screen readers
  const hint = document.querySelector("[data-hint]");
  if (hint) hint.hidden = true;
}

function close(plan) {
  for (const clause of plan.querySelectorAll(".k-clause[data-open]")) {
    delete clause.dataset.open;
    clause.querySelector(".k-slot").replaceChildren();
    for (const link of linksTo(clause.dataset.clause)) link.removeAttribute("aria-current");
  }
  const hint = document.querySelector("[data-hint]");
  if (hint) hint.hidden = false;
}

function linksTo(clause) {
  return document.querySelectorAll(
    `.k-strip [data-clause="${clause}"], .k-clause[data-clause="${clause}"] .k-clause-mark`,
  );
}
