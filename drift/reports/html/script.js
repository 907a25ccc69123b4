"use strict";
// Everything that is shown was written by drift; a text is only ever put in as text.
const tellings = [...document.querySelectorAll(".telling")];
const explorers = [];

function element(kind, text) {
  const made = document.createElement(kind);
  made.textContent = text;
  return made;
}

// --- one month for all languages

function choose(index) {
  for (const one of explorers) one.show(index);
}

function explore(root) {
  const data = JSON.parse(root.querySelector("script").textContent);
  const picture = root.querySelector(".picture"), drawing = picture.querySelector("svg");
  const mark = picture.querySelector(".mark"), slider = picture.querySelector("input");
  const panel = root.querySelector(".panel"), opens = panel.querySelector(".opens");
  const first = data.months[0].at[0], last = data.months[data.months.length - 1].at[1];

  function fill(rows, told) {
    rows.forEach((row, i) => told[i].forEach((text, j) => { row[j].textContent = text; }));
  }

  const bands = [...panel.querySelectorAll(".told dd")].map((one) => [...one.children]);
  const numbers = [...panel.querySelectorAll(".numbers tbody tr")].map((row) => [...row.cells].slice(1));

  function show(index) {
    const month = data.months[index];
    slider.value = index;
    slider.setAttribute("aria-valuetext", month.name);
    mark.style.left = `${100 * month.at[0]}%`;
    mark.style.width = `${100 * (month.at[1] - month.at[0])}%`;
    panel.querySelector(".told p").textContent = month.name;
    fill(bands, month.bands);
    fill(numbers, month.numbers);
    opens.replaceChildren(...data.steps.filter((step) => step.month === month.month).map(openButton));
  }

  function openButton(step) {
    const button = element("button", data.open.replace("{step}", () => step.name));
    button.type = "button";
    button.addEventListener("click", () => openStep(step));
    return button;
  }

  function openStep(step) {
    for (const other of root.querySelectorAll("details.step")) other.open = other.id === step.id;
    const told = document.getElementById(step.id);
    told.parentElement.open = true;
    told.querySelector("summary").focus();
    told.scrollIntoView({ block: "nearest" });
  }

  function place(event) {
    const box = drawing.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  }

  function monthAt(x) {
    const found = data.months.findIndex((month) => x < month.at[1]);
    return found < 0 ? data.months.length - 1 : found;
  }

  drawing.addEventListener("pointermove", (event) => {
    const [x, y] = place(event);
    if (x >= first && x <= last && y <= data.bottom) choose(monthAt(x));
  });
  drawing.addEventListener("click", (event) => {
    const [x, y] = place(event);
    if (x < first || x > last) return;
    choose(monthAt(x));
    const step = data.steps.filter((one) => one.at <= x).pop();
    if (step && y >= data.paper[0] && y <= data.paper[1]) openStep(step);
  });
  slider.addEventListener("input", () => {
    choose(Number(slider.value));
    picture.scrollLeft = mark.offsetLeft - picture.clientWidth / 2;  // where the picture is wider than the screen
  });

  mark.style.top = `${100 * data.top}%`;
  slider.style.marginLeft = `calc(${100 * first}% - .5rem)`;
  slider.style.width = `calc(${100 * (last - first)}% + 1rem)`;
  const fit = () => { mark.style.height = `${(data.bottom - data.top) * drawing.getBoundingClientRect().height}px`; };
  new ResizeObserver(fit).observe(drawing);
  for (const part of [mark, slider, panel, root.querySelector(".how")]) part.hidden = false;
  return { show, start: data.start };
}

// --- the languages

function speak(language) {
  const before = tellings.find((one) => !one.hidden), after = document.getElementById(language);
  const at = [...before.querySelectorAll("main section")].findIndex((one) => one.getBoundingClientRect().bottom > 0);
  const top = at < 0 ? 0 : before.querySelectorAll("main section")[at].getBoundingClientRect().top;
  for (const one of tellings) one.hidden = one !== after;
  document.documentElement.lang = language;
  document.title = after.dataset.title;
  const now = after.querySelectorAll("main section")[Math.max(at, 0)];
  if (at > 0 && now) window.scrollBy({ top: now.getBoundingClientRect().top - top, behavior: "instant" });
  after.querySelector("button[data-to]").focus({ preventScroll: true });
}

for (const button of document.querySelectorAll("button[data-to]")) {
  button.hidden = false;
  button.addEventListener("click", () => speak(button.dataset.to));
}

// --- a frame that does not scroll is no stop of the keyboard

const frames = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const frame of document.querySelectorAll(".scroll")) frames.observe(frame);

for (const root of document.querySelectorAll(".explore")) explorers.push(explore(root));
if (explorers.length) choose(explorers[0].start);
