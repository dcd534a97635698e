// The calendar file of the timeline (RFC 5545), made here and saved here. Each file has identifiers of its own, so that
// two children never share an entry, and nothing in it tells where it was made.
(() => {
  const bytes = new TextEncoder();
  const stamp = (date) => date.toISOString().replace(/[-:]/g, "").replace(/\.\d+/, "");
  const dayOf = (date) => stamp(date).slice(0, 8);
  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");

  // Lines hold at most 75 bytes; the next one begins with a space. Letters are never cut.
  function folded(line) {
    const parts = [];
    let part = "";
    let size = 0;
    for (const letter of line) {
      const more = bytes.encode(letter).length;
      if (size + more > (parts.length ? 74 : 75)) {
        parts.push(part);
        part = "";
        size = 0;
      }
      part += letter;
      size += more;
    }
    return [...parts, part].join("\r\n ");
  }

  function eventOf(one, words, fill, now) {
    const end = new Date(one.last.getTime() + 86400000);
    return [
      "BEGIN:VEVENT",
      `UID:${self.crypto.randomUUID ? self.crypto.randomUUID() : `${now}-${one.rule.key}-${Math.random()}`}`,
      `DTSTAMP:${now}`,
      `DTSTART;VALUE=DATE:${dayOf(one.first)}`,
      `DTEND;VALUE=DATE:${dayOf(end)}`,
      `SUMMARY:${escaped(fill(words.calendar_entry, { title: one.rule.title }))}`,
      `DESCRIPTION:${escaped(one.rule.text)}`,
      "TRANSP:TRANSPARENT",
      "CLASS:PRIVATE",
      "END:VEVENT",
    ];
  }

  document.addEventListener("begleitbuch", (event) => {
    const { entries, words, fill } = event.detail;
    const now = stamp(new Date());
    const lines = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Nestwerk//Elternbegleitbuch//DE",
      "CALSCALE:GREGORIAN",
      `X-WR-CALNAME:${escaped(words.calendar_name)}`,
      ...entries.flatMap((one) => eventOf(one, words, fill, now)),
      "END:VCALENDAR",
    ];
    const file = new Blob([`${lines.map(folded).join("\r\n")}\r\n`], { type: "text/calendar" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "begleitbuch.ics";
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
})();
