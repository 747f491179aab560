// Every page works without this file; with it, parts of a page arrive without a reload.
import htmx from "htmx.org";
import { startTheme } from "./js/theme.js";
import { startPlan } from "./js/plan.js";
import { startPasskeys } from "./js/passkeys.js";

window.htmx = htmx;
Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  historyCacheSize: 0, // nothing of a page is kept in the browser's storage
  refreshOnHistoryMiss: true,
  scrollBehavior: "auto",
});

document.documentElement.classList.add("js");
// Where a part of the page cannot be fetched, go there the ordinary way: the answer then explains itself.
for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(failure, (event) => {
    const link = event.detail.elt.closest("a[href]");
    if (link) location.assign(link.href);
  });
}

startTheme();
startPlan();
startPasskeys();
