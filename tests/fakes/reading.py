"""What is measured in a page from within, by JavaScript; each gives a list of what is wrong."""

from __future__ import annotations

# The contrast of each visible text with what lies behind it, as WCAG 2.2 reckons it; those that fail AA.
CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const parts = color => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
  };
  const over = (top, below) => top.slice(0, 3).map((c, i) => c * top[3] + below[i] * (1 - top[3]));
  const light = rgb => {
    const [r, g, b] = rgb.map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.push(parts(getComputedStyle(e).backgroundColor));
    return layers.reduceRight((below, top) => over(top, below), [255, 255, 255]);
  };
  const failed = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement, text = walker.currentNode.data.trim();
    if (!text || !element.checkVisibility() || element.closest("script, .visually-hidden, noscript, datalist")) continue;
    const style = getComputedStyle(element), below = behind(element), above = over(parts(style.color), below);
    const [a, b] = [light(above), light(below)].sort((x, y) => y - x), ratio = (a + 0.05) / (b + 0.05);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) failed.push(`${text.slice(0, 40)}: ${ratio.toFixed(2)}`);
  }
  return failed;
}"""

# What a screen reader stumbles over.
HURDLES = """() => {
  const found = [];
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")];
  const levels = headings.filter(h => !h.closest("nav")).map(h => +h.tagName[1]);
  if (levels.filter(level => level === 1).length !== 1) found.push("not one h1");
  const steps = levels.map((level, i) => [levels[i - 1] ?? 0, level]);
  steps.filter(([one, next]) => next > one + 1).forEach(([one, next]) => found.push(`h${one} is followed by h${next}`));
  const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => found.push(`two elements with the id ${id}`));
  for (const field of document.querySelectorAll("input:not([type=hidden])"))
    if (!field.labels.length) found.push(`no label: ${field.id}`);
  for (const link of document.querySelectorAll("a, button"))
    if (!(link.textContent.trim() || link.getAttribute("aria-label"))) found.push(`no name: ${link.outerHTML}`);
  for (const one of document.querySelectorAll("[aria-labelledby]"))
    if (!document.getElementById(one.getAttribute("aria-labelledby"))) found.push(`names nothing: ${one.outerHTML}`);
  for (const one of ["main", "nav", "header", "footer"])
    if (document.querySelectorAll(`body > ${one}`).length !== 1) found.push(`not one ${one}`);
  if (!document.documentElement.lang) found.push("no language");
  return found;
}"""
