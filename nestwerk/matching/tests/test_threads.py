"""Web threads ask at the same time: no word may come out as another one's stem."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from nestwerk.matching import stems


def test_four_threads_stem_like_one() -> None:
    words = [f"{head}{tail}" for head in ("crying", "sleeping", "плачу", "кричит") for tail in range(400)]
    words += [f"{chr(97 + n % 26)}{chr(97 + n // 26)}ational{end}" for n in range(400) for end in ("ize", "ness", "ly")]
    alone = [stems.keys(word) for word in words]
    for cached in (stems.keys, stems.key, stems._english_stem, stems._russian_stem):
        cached.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda start: [stems.keys(word) for word in words[start:] + words[:start]], range(8)))
    for start, found in enumerate(together):
        assert found[-start:] + found[:-start] == alone if start else found == alone
