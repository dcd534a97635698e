"""What a phone keeps for a time without a network, and waiting until it is there."""

from __future__ import annotations

import time

from playwright.sync_api import Page

KEPT = """async () => {
  const store = await caches.open('nestwerk');
  return (await store.keys()).map((one) => one.url.slice(location.origin.length));
}"""
COMPLETE = """async (paths) => {
  const workers = await navigator.serviceWorker.getRegistrations();
  if (!workers.length || workers.some((one) => one.active?.state !== 'activated')) return false;
  const styles = [...document.querySelectorAll('link[rel=stylesheet]')].map((one) => one.href);
  const store = await caches.open('nestwerk');
  return (await Promise.all([...paths, ...styles].map((one) => store.match(one)))).every(Boolean);
}"""


def wait(page: Page, what: str, *given: str) -> None:
    """Until the promise of ``what`` comes true."""
    end = time.monotonic() + 30
    while not page.evaluate(what, list(given)):
        assert time.monotonic() < end, (what, given, page.evaluate(KEPT))
        page.wait_for_timeout(100)


def wait_until_kept(page: Page, *paths: str) -> None:
    """Until these pages, the files of this page and a worker are there."""
    wait(page, COMPLETE, *paths)
