// Elements, marks and share bars. No inline style anywhere: the policy of the page forbids it.
import { t } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";

// el("p", { class: "k-soft" }, "words", another): attributes null or false are left out, children too.
export function el(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

const line = (d) => svg("path", { class: "k-mark-line", d });
const disc = () => svg("circle", { class: "k-mark-fill", cx: 10, cy: 10, r: 10 });
const ring = () => svg("circle", { class: "k-mark-ring", cx: 10, cy: 10, r: 9.25 });

// The same drawings as the site's marks: shape and word beside every colour.
const SHAPES = {
  met: () => [disc(), line("M5.8 10.3l2.9 2.9 5.5-6.2")],
  not_met: () => [disc(), line("M6.7 6.7l6.6 6.6M13.3 6.7l-6.6 6.6")],
  cannot_tell: () => [
    disc(),
    svg("path", { class: "k-mark-hatch", d: "M.6 13.3L13.3.6M2.6 16.6L16.6 2.6M6.7 19.4L19.4 6.7" }),
    line("M7.4 7.6a2.65 2.65 0 1 1 4 2.3c-.9.5-1.4 1-1.4 2.1"),
    svg("circle", { class: "k-mark-dot", cx: 10, cy: 15, r: 1.2 }),
  ],
  not_in_force: () => [ring(), line("M10 5.4V10l3 2")],
};

export function mark(verdict, say, { pill = false } = {}) {
  return el(
    "span",
    { class: pill ? "k-mark k-pill" : "k-mark", "data-verdict": verdict },
    svg("svg", { viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" }, SHAPES[verdict]()),
    el("span", { class: "k-mark-word" }, say),
  );
}

// A share against its line: the sure part filled, the unsure part hatched, the line a tick.
export function shareBar(finding, bar) {
  const wide = { class: "k-share-ground", x: 0, y: 3, width: "100%", height: 14, rx: 2 };
  const unknown =
    bar.unknown &&
    svg(
      "svg",
      { x: bar.known, y: 3, width: bar.unknown, height: 14, overflow: "hidden" },
      svg("line", {
        class: "k-share-unknown",
        x1: -20,
        x2: 3000,
        y1: 7,
        y2: 7,
        "stroke-width": 22,
        "stroke-dasharray": "2.5 3.5",
        transform: "skewX(-40)",
      }),
      svg("line", { class: "k-share-edge", x1: "100%", x2: "100%", y1: 0, y2: 14, "stroke-width": 2 }),
    );
  return el(
    "div",
    { class: "k-share", "data-verdict": finding.verdict },
    figures(finding, bar.percent),
    svg(
      "svg",
      { class: "k-share-track", height: 20, "aria-hidden": "true", focusable: "false" },
      svg("rect", wide),
      svg("rect", { ...wide, class: "k-share-known", width: bar.known }),
      unknown,
      bar.tick && svg("line", { class: "k-share-tick", x1: bar.tick, x2: bar.tick, y1: 0, y2: 20 }),
    ),
  );
}

export function figures(finding, percent) {
  return el(
    "div",
    { class: "k-share-head" },
    el("span", { class: "k-share-line" }, finding.line ? t(`应${finding.line}`, finding.line) : ""),
    el(
      "span",
      { class: "k-share-figures" },
      el("span", { class: "k-number" }, `${finding.numerator} / ${finding.denominator}`),
      percent && el("span", { class: "k-share-percent k-number" }, percent),
    ),
  );
}
