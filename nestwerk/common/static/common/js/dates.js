/* Recurring dates: only the parts that the chosen rule needs are there. Hidden parts are disabled, so they are not
   sent; the server reads only what the rule needs in any case. Without script all parts are shown with their names. */
for (const dates of document.querySelectorAll("[data-dates]")) {
  const prefix = dates.dataset.dates;

  const choose = () => {
    const kind = dates.querySelector(`[name="${prefix}-kind"]:checked`)?.value ?? "";
    for (const part of dates.querySelectorAll("[data-kinds]")) {
      part.disabled = kind !== "" && !part.dataset.kinds.split(" ").includes(kind);
    }
  };

  const NEW_PARTS = { "": [], cancelled: ["reason"], skipped: ["reason"], extra: ["begins", "ends", "place", "reason"] };
  const narrow = (line) => {
    const kind = line.querySelector("select").value;
    for (const part of line.querySelectorAll("[data-part]")) {
      const always = ["kind", "day"].includes(part.dataset.part);
      part.hidden = !always && kind in NEW_PARTS && !NEW_PARTS[kind].includes(part.dataset.part);
    }
  };

  dates.addEventListener("change", (event) => {
    choose();
    const line = event.target.closest("[data-line]");
    if (line) narrow(line);
  });
  choose();
  dates.querySelectorAll("[data-changes] [data-line]").forEach(narrow);
}
