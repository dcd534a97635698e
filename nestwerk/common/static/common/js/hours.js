/* The table of opening hours: adds and removes lines without loading the page, and says in words what stands there.
   Without script the same buttons send the form and the server draws it again. */
const NAMES = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
const MOST = 30;

const listed = (names) => [names.slice(0, -1).join(", "), ...names.slice(-1)].filter(Boolean).join(" und ");

const days = (chosen) => {
  if (chosen.length === 7) return "Jeden Tag";
  const runs = [];
  for (const day of chosen) {
    const last = runs.at(-1);
    if (last && day === last.at(-1) + 1) last.push(day);
    else runs.push([day]);
  }
  return listed(
    runs.flatMap((run) => (run.length > 2 ? [`${NAMES[run[0]]} bis ${NAMES[run.at(-1)]}`] : run.map((day) => NAMES[day]))),
  );
};

const clock = (text) => {
  const [hour, minute] = text.split(":");
  return minute === "00" ? String(Number(hour)) : `${Number(hour)}:${minute}`;
};

const span = (from, to) => (to ? `von ${clock(from)} bis ${to === "00:00" ? "24" : clock(to)} Uhr` : `ab ${clock(from)} Uhr`);

for (const table of document.querySelectorAll("[data-hours]")) {
  const name = table.dataset.hours;
  const count = table.querySelector("[data-count]");
  const more = table.querySelector("[data-more]");
  const words = table.querySelector("[data-words]");
  const lines = () => [...table.querySelectorAll("[data-line]")];
  const part = (line, end) => line.querySelector(`[name$="-${end}"]`);

  const renumber = () => {
    lines().forEach((line, number) => {
      line.querySelector("[data-number]").textContent = number + 1;
      for (const control of line.querySelectorAll("input")) {
        control.name = control.name.replace(new RegExp(`^${name}-\\d+-`), `${name}-${number}-`);
      }
      const away = line.querySelector("button");
      away.value = number;
      away.setAttribute("aria-label", `Zeile ${number + 1} entfernen`);
    });
    count.value = lines().length;
    if (more) more.hidden = lines().length >= MOST;
  };

  const speak = () => {
    const said = [];
    for (const line of lines()) {
      const chosen = [...line.querySelectorAll(":checked")].map((box) => Number(box.value));
      const from = part(line, "von").value;
      const note = part(line, "hinweis").value.trim();
      if (chosen.length && from) said.push(`${days(chosen)} ${span(from, part(line, "bis").value)}${note ? ` (${note})` : ""}`);
    }
    const ticked = (end) => table.querySelector(`[name="${name}-${end}"]`).checked;
    if (said.length && ticked("feiertage")) said.push("An Feiertagen geschlossen");
    if (said.length && ticked("ferien")) said.push("In den Schulferien geschlossen");
    if (ticked("vereinbarung")) said.push("Nach Vereinbarung");
    words.replaceChildren();
    if (!said.length) return;
    const head = document.createElement("p");
    head.className = "hint";
    head.textContent = "So lesen es Familien:";
    const list = document.createElement("ul");
    list.append(...said.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    words.append(head, list);
  };

  const empty = (line) => {
    line.classList.remove("wrong");
    line.querySelector(".error")?.remove();
    for (const control of line.querySelectorAll("input")) {
      control.removeAttribute("aria-invalid");
      control.removeAttribute("aria-describedby");
      control.removeAttribute("id");
      if (control.type === "checkbox") control.checked = false;
      else control.value = "";
    }
  };

  more?.addEventListener("click", (event) => {
    event.preventDefault();
    const last = lines().at(-1);
    const line = last.cloneNode(true);
    empty(line);
    last.after(line);
    renumber();
    line.querySelector("input").focus();
  });

  table.addEventListener("click", (event) => {
    const away = event.target.closest("[data-line] button");
    if (!away) return;
    event.preventDefault();
    const line = away.closest("[data-line]");
    const beside = line.nextElementSibling?.matches("[data-line]") ? line.nextElementSibling : line.previousElementSibling;
    if (lines().length === 1) empty(line);
    else line.remove();
    renumber();
    speak();
    (beside?.matches("[data-line]") ? beside : lines()[0]).querySelector("input").focus();
  });

  table.addEventListener("input", speak);

  // Without script several lines stand ready; here one is enough, and the button brings the next.
  const bare = (line) =>
    !line.classList.contains("wrong") && [...line.querySelectorAll("input")].every((one) => (one.type === "checkbox" ? !one.checked : !one.value));
  for (const line of lines().slice(1).filter(bare)) line.remove();
  renumber();
}
