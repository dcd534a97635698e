/* Buttons over the text of a page: they set the marks a person could type as well. Files are put in at the cursor.
   Without script the marks are typed, and the hint under the label says how. */
const MARKS = [
  ["Überschrift", "## ", ""],
  ["Liste", "- ", ""],
  ["Zitat", "> ", ""],
  ["Fett", "**", "**"],
  ["Link", "[", "](https://)"],
];

const put = (field, before, after) => {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const chosen = value.slice(from, to);
  const line = after === "";
  const start = line && from > 0 && value[from - 1] !== "\n" ? "\n" : "";
  const text = line ? start + (chosen || " ").split("\n").map((one) => before + one.trim()).join("\n") : before + chosen + after;
  field.setRangeText(text, from, to, "end");
  if (!line) field.selectionEnd = field.selectionStart = from + before.length + chosen.length;
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

const button = (name, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button quiet";
  made.textContent = name;
  made.addEventListener("click", act);
  return made;
};

for (const part of document.querySelectorAll("[data-writing]")) {
  const field = part.querySelector("textarea");
  const row = document.createElement("div");
  row.className = "writing-marks";
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "Text gestalten");
  for (const [name, before, after] of MARKS) row.append(button(name, () => put(field, before, after)));
  field.before(row);
  for (const token of document.querySelectorAll("[data-token]")) {
    const insert = () => {
      const at = field.selectionStart;
      const apart = token.textContent.startsWith("!") ? `\n\n${token.textContent}\n\n` : token.textContent;
      field.setRangeText(apart, at, field.selectionEnd, "end");
      if (apart !== token.textContent) field.selectionStart = field.selectionEnd = at + apart.indexOf("[") + 1;
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    token.parentElement.append(" ", button("In den Text einfügen", insert));
  }
  let typed = false;
  field.form.addEventListener("input", () => { typed = true; });
  field.form.addEventListener("submit", () => { typed = false; });
  addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
}
