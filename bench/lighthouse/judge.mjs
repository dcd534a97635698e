// Judges the pages named on standard input, one address a line, and prints one line of JSON for each.
// PROFILE: "phone" is Lighthouse's own (a slow phone with slow 4G), "slow3g" the same phone with 400 ms and 400 kbit/s.
import { createInterface } from "node:readline";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const SLOW_3G = {
  rttMs: 400, throughputKbps: 400, requestLatencyMs: 400 * 3.75, downloadThroughputKbps: 400 * 0.9,
  uploadThroughputKbps: 400 * 0.9, cpuSlowdownMultiplier: 4,
};
const { CHROMIUM, PROFILE } = process.env;
const slow = PROFILE === "slow3g";
const settings = {
  onlyCategories: slow ? ["performance"] : ["accessibility", "best-practices", "performance"],
  throttlingMethod: "simulate",
  ignoreStatusCode: true, // the page that says that there is no such page is judged like any other
  ...(slow ? { throttling: SLOW_3G } : {}),
};

const chrome = await launch({
  chromePath: CHROMIUM,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  logLevel: "silent",
});
try {
  for await (const address of createInterface({ input: process.stdin })) {
    const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: "silent" }, { extends: "lighthouse:default", settings });
    const score = (name) => (lhr.categories[name] ? Math.round(100 * lhr.categories[name].score) : null);
    const seconds = (name) => lhr.audits[name].numericValue / 1000;
    const wrong = Object.values(lhr.audits)
      .filter((audit) => audit.score === 0 && ["binary", "numeric"].includes(audit.scoreDisplayMode))
      .filter((audit) => ["accessibility", "best-practices"].some((name) => lhr.categories[name]?.auditRefs.some((one) => one.id === audit.id)))
      .map((audit) => audit.id);
    console.log(JSON.stringify({
      address, error: lhr.runtimeError?.code ?? null, accessibility: score("accessibility"), practices: score("best-practices"),
      performance: score("performance"), first: seconds("first-contentful-paint"), largest: seconds("largest-contentful-paint"),
      kilobytes: lhr.audits["total-byte-weight"].numericValue / 1000, wrong,
    }));
  }
} finally {
  await chrome.kill();
}
