// How far the work is, without loading the page again; the page works without this, by a refresh every two seconds.
"use strict";
const stage = document.getElementById("stage");
const bar = document.getElementById("done");

function show(now) {
  stage.textContent = now.stage;
  if (now.files) { bar.max = now.files[1]; bar.value = now.files[0]; } else { bar.removeAttribute("value"); }
  for (const one of document.querySelectorAll("[data-stage]")) {
    if (now.stage.startsWith(one.dataset.stage)) { one.setAttribute("aria-current", "step"); } else { one.removeAttribute("aria-current"); }
  }
}

async function look() {
  try {
    const answer = await fetch(stage.dataset.from, { cache: "no-store", credentials: "same-origin" });
    const now = await answer.json();
    if (!now.goes_on) { location.reload(); return; }
    show(now);
  } catch { /* the server ended: the next look tells */ }
  setTimeout(look, 500);
}
look();
