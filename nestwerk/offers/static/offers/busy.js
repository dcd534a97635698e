/* Says that something happens while a long list is read: after the button is pressed, until the next page is there, and
   keeps a second click from sending everything again. Without script the browser alone shows that it loads. */
const LONGEST = 60000; // after that one may try again

for (const form of document.querySelectorAll("form")) {
  const words = (button) => button?.dataset.busy ?? form.dataset.busy;
  if (form.dataset.busy === undefined && !form.querySelector("[data-busy]")) continue;
  const said = document.createElement("div");
  said.setAttribute("role", "status");
  form.append(said);
  let timer = 0;

  const rest = () => {
    clearTimeout(timer);
    delete form.dataset.sent;
    said.replaceChildren();
  };

  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    const text = words(event.submitter);
    if (!text) return;
    form.dataset.sent = "1";
    const line = Object.assign(document.createElement("p"), { textContent: text });
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", text);
    said.append(line, bar);
    said.scrollIntoView({ block: "nearest" });
    timer = setTimeout(rest, LONGEST);
  });

  addEventListener("pageshow", (event) => event.persisted && rest());
}
