/* Saves a form as a draft while one types: after two seconds of rest and when a field is left. After a lost connection
   it says so, keeps the text in the form and tries again until the draft is there. Without script the buttons save. */
const REST = 2000;
const AGAIN = [3000, 6000, 12000, 30000];
const LOST = "Keine Verbindung. Ihr Text bleibt hier stehen, wir versuchen es immer wieder.";
const OUT = "Sie sind nicht mehr angemeldet. Ihr Text bleibt hier stehen. Melden Sie sich in einem neuen Fenster an, dann speichern wir weiter.";

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const byButton = form.dataset.autosave !== "";
  const said = document.querySelector("[data-saved]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]");
  const seen = form.querySelector("[name=gesehen]");
  let typed = 0; // what was typed last has this number
  let kept = 0; // the draft holds everything up to here
  let unsure = false; // an answer was lost: nobody knows whether the draft has it
  let running = null;
  let tries = 0;
  let timer = 0;

  const say = (text, bad = false) => {
    if (said.textContent !== text) said.textContent = text;
    said.classList.toggle("error", bad);
  };

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  const fresh = async () => {
    const page = await fetch(location.href, { redirect: "manual", cache: "no-store" });
    if (!page.ok) return false;
    const again = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]");
    if (again) token.value = again.value;
    return Boolean(again);
  };

  const mark = (problems) => {
    for (const field of form.querySelectorAll("[data-unsaved]")) {
      field.removeAttribute("aria-invalid");
      delete field.dataset.unsaved;
    }
    for (const problem of problems) {
      const field = problem.id && document.getElementById(problem.id);
      if (!field) continue;
      field.setAttribute("aria-invalid", "true");
      field.dataset.unsaved = "";
    }
  };

  const done = (answer, upTo) => {
    kept = upTo;
    unsure = false;
    tries = 0;
    if (answer.seen) seen.value = answer.seen;
    mark(answer.problems);
    const wrong = answer.problems.map((one) => (one.label ? `${one.label}: ${one.text}` : one.text)).join(" ");
    const open = wrong ? ` Noch nicht gespeichert: ${wrong}` : "";
    say(answer.conflict || `Gespeichert um ${answer.saved}.${open}`, Boolean(answer.conflict || wrong));
    const frame = document.querySelector("[data-preview]");
    if (frame?.offsetParent) frame.contentWindow?.location.reload();
  };

  const failed = (text) => {
    say(text, true);
    later(AGAIN[Math.min(tries, AGAIN.length - 1)]);
    tries += 1;
    return false;
  };

  const send = async () => {
    const upTo = typed;
    const body = new FormData(form);
    if (unsure) body.append("unsicher", "1");
    let answer;
    try {
      answer = await fetch(form.action || location.href, {
        method: "POST",
        body,
        redirect: "manual",
        headers: { "X-Autosave": "1", "X-CSRFToken": token.value },
      });
    } catch {
      unsure = true;
      return failed(LOST);
    }
    if (answer.ok && answer.headers.get("content-type")?.includes("json")) {
      done(await answer.json(), upTo);
      return true;
    }
    try {
      if (answer.status === 403 && (await fresh())) return failed("Wir speichern gleich noch einmal …");
    } catch {
      return failed(LOST);
    }
    unsure = unsure || answer.status >= 500;
    if (answer.type === "opaqueredirect" || answer.status === 403) return failed(OUT);
    if (answer.status === 409 || answer.status === 404) {
      say("Dieser Entwurf lässt sich nicht mehr speichern: Er ist schon erledigt. Ihr Text bleibt hier stehen, bis Sie die Seite verlassen.", true);
      return false;
    }
    return failed("Das Speichern hat gerade nicht geklappt. Ihr Text bleibt hier stehen, wir versuchen es noch einmal.");
  };

  const save = async () => {
    clearTimeout(timer);
    while (running) await running;
    if (kept === typed && !unsure) return true;
    running = send();
    const well = await running;
    running = null;
    if (well && kept !== typed) later(REST);
    return well;
  };

  form.addEventListener("input", () => {
    typed += 1;
    if (!byButton) later(REST);
  });
  if (!byButton) {
    form.addEventListener("focusout", () => kept !== typed && save());
    form.addEventListener("click", (event) => event.target.closest("button[type=button], [data-more], [data-line] button") && ((typed += 1), later(REST)));
    addEventListener("online", () => (kept !== typed || unsure) && save());
    document.addEventListener("visibilitychange", () => document.hidden && kept !== typed && save());
  }

  /* A button leads on only when there is somebody to talk to: a page of the browser's own would swallow the text. Also
     where nothing is left to save somebody is asked: a form that is still telling of its submission submits nothing. */
  let leading = false;
  form.addEventListener("submit", async (event) => {
    if (leading) return;
    event.preventDefault();
    const button = event.submitter;
    try {
      if (byButton || (kept === typed && !unsure)) await fetch(location.href, { method: "HEAD", redirect: "manual", cache: "no-store" });
      else if (!(await save())) return;
    } catch {
      say(LOST, true);
      return;
    }
    leading = true;
    form.requestSubmit(button);
    leading = false;
    kept = typed;
  });

  addEventListener("beforeunload", (event) => {
    if (kept !== typed && !leading) event.preventDefault();
  });
}
