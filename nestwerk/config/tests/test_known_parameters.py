"""The page cache drops parameters it does not know; so it must know every one that a page or the API reads."""

import re
from pathlib import Path

import nestwerk.finder
import nestwerk.publishing.embeds.choice
from nestwerk.config.pagecache import API_PARAMETERS, EMBED_PARAMETERS, KNOWN_PARAMETERS, PAGE_PARAMETERS
from nestwerk.finder import asking


def test_every_parameter_of_the_pages_reaches_them():
    folder = Path(nestwerk.finder.__file__).parent
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py") if "tests" not in path.parts)
    read = set(re.findall(r'(?:GET|params)\.get(?:list)?\(\s*"([a-z_]+)"', text))
    read |= set(re.findall(r'_codes\(params, "([a-z_]+)"', text))
    assert "q" in read
    assert read <= KNOWN_PARAMETERS
    assert set(asking._NAMES.values()) <= set(PAGE_PARAMETERS)


def test_every_parameter_of_the_embeds_reaches_them():
    text = Path(nestwerk.publishing.embeds.choice.__file__).read_text(encoding="utf-8")
    read = set(re.findall(r'params\.get\(\s*"([a-z_]+)"', text))
    assert read == set(EMBED_PARAMETERS) <= KNOWN_PARAMETERS


def test_every_parameter_of_the_search_api_reaches_it():
    from nestwerk.finder.api import api

    described = api.get_openapi_schema()["paths"]["/api/v1/search"]["get"]["parameters"]
    assert {parameter["name"] for parameter in described} <= set(API_PARAMETERS)
