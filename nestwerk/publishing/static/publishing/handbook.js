// The timeline with dates. What is typed stays in the field: nothing is sent, stored or written into the address, and
// it is gone when the page is left. The windows come with the page; here they are only added up.
(() => {
  const box = document.getElementById("ihr-datum");
  const source = document.getElementById("zeitstrahl");
  if (!box || !source) return;
  const { rules, words } = JSON.parse(source.textContent);
  const day = document.getElementById("tag");
  const longer = document.getElementById("laenger");
  const problem = document.getElementById("tag-fehler");
  const status = box.querySelector("[role=status]");
  const withDate = box.querySelector(".with-date");
  const dayLong = 86400000;
  const language = document.documentElement.lang.split("-")[0];
  const written = new Intl.DateTimeFormat({ en: "en-GB", ar: "ar-u-nu-arab" }[language] || language, {
    day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
  });
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // §§ 187, 188 BGB: a month that lacks the day ends with its last one, so the next begins on the first.
  function after(anchor, step) {
    const year = anchor.getUTCFullYear();
    const month = anchor.getUTCMonth() + step.months;
    const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    const number = anchor.getUTCDate();
    const start = number > lastDay ? Date.UTC(year, month + 1, 1) : Date.UTC(year, month, number);
    return new Date(start + step.days * dayLong);
  }

  function today() {
    const now = new Date();
    return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
  }

  function datesOf(rule, anchor) {
    const last = after(anchor, (longer.checked && rule.longer) || rule.last);
    return {
      first: after(anchor, rule.first),
      last,
      earliest: after(anchor, rule.earliest || rule.first),
      latest: rule.latest ? after(anchor, rule.latest) : last,
    };
  }

  function say(item, state, text) {
    item.classList.toggle("past", state === "past");
    item.classList.toggle("now", state === "now");
    const mark = item.querySelector(".mark");
    mark.textContent = state ? words[state] : "";
    mark.hidden = !state;
    const days = item.querySelector(".days");
    days.textContent = text;
    days.hidden = !text;
  }

  function inWords(found, about) {
    const one = found.first.getTime() === found.last.getTime();
    let text = fill(one ? words.on : words.from_to, { first: written.format(found.first), last: written.format(found.last) });
    if (about) text = `${words.about} ${text}`;
    if (found.latest > found.last) text += `, ${fill(words.tolerated, { last: written.format(found.latest) })}`;
    return text;
  }

  function entries() {
    const anchor = read();
    if (!anchor) return [];
    const born = kind() === "birth";
    return rules
      .filter((rule) => rule.calendar && !(born && rule.anchor === "due"))
      .map((rule) => ({ rule, ...datesOf(rule, anchor) }))
      .filter((one) => one.latest >= today());
  }

  const kind = () => box.querySelector("input[name=was]:checked").value;

  function read() {
    const typed = day.valueAsDate;
    if (!typed) return null;
    const away = (typed - today()) / dayLong;
    return away > -2600 && away < (kind() === "birth" ? 1 : 320) ? typed : null;
  }

  // A birthday still to come is most often the day the baby is due.
  const unborn = () => kind() === "birth" && day.valueAsDate > today();

  function show() {
    const anchor = read();
    const wrong = Boolean(day.value) && !anchor;
    problem.textContent = wrong ? (unborn() ? words.unborn : words.wrong) : "";
    problem.hidden = !wrong;
    day.toggleAttribute("aria-invalid", wrong);
    withDate.hidden = !anchor;
    status.textContent = anchor ? words.done : "";
    const born = kind() === "birth";
    for (const rule of rules) {
      const item = document.querySelector(`[data-rule="${rule.key}"]`);
      if (!anchor) say(item, "", "");
      else if (born && rule.anchor === "due") say(item, "past", "");
      else {
        const found = datesOf(rule, anchor);
        const state = found.latest < today() ? "past" : found.earliest <= today() ? "now" : "";
        say(item, state, inWords(found, !born && rule.anchor === "birth"));
      }
    }
  }

  function forget() {
    day.value = "";
    longer.checked = false;
    show();
  }

  box.hidden = false;
  box.addEventListener("input", show);
  box.querySelector("[data-clear]").addEventListener("click", () => {
    forget();
    day.focus();
  });
  box.querySelector("[data-calendar]").addEventListener("click", () => {
    document.dispatchEvent(new CustomEvent("begleitbuch", { detail: { entries: entries(), words, fill } }));
  });
  // One tap: the timeline ends, and "back" does not lead to it again.
  document.querySelector("[data-lost]").addEventListener("click", (event) => {
    event.preventDefault();
    forget();
    window.location.replace(event.currentTarget.href);
  });
  window.addEventListener("pagehide", forget);
  forget();
})();
