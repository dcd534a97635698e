"""What can be checked of PDF/UA-1 and PDF/A-2a without a validator: structure, words, fonts. Faults as sentences.

No validator (veraPDF) is to be had here; these are the machine-checkable points of both standards that a template can
get wrong. Reading order and whether an alternative text is a good one are for people.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

PAINTS = {
    *("Tj", "TJ", "'", '"', "Do", "sh", "EI", "INLINE IMAGE", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*"),
}
HEADINGS = [f"/H{level}" for level in range(1, 7)]
KINDS = {
    *HEADINGS, "/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/TOC", "/TOCI", "/Index",
    "/NonStruct", "/Private", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/THead", "/TBody",
    "/TFoot", "/Span", "/Quote", "/Note", "/Reference", "/BibEntry", "/Code", "/Link", "/Annot", "/Figure", "/Formula",
    "/Form",
}  # fmt: skip


def faults(pdf: bytes) -> list[str]:
    """Everything that is wrong, empty if nothing is."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            *document.check_pdf_syntax(),
            *_about(document),
            *_structure(document),
            *(fault for number, page in enumerate(document.pages, 1) for fault in _page(document, page, number)),
        ]


def _about(document: pikepdf.Pdf) -> Iterator[str]:
    root = document.Root
    if document.is_encrypted:
        yield "encrypted"
    with document.open_metadata() as about:
        if (about.get("pdfuaid:part"), about.get("pdfaid:part"), about.get("pdfaid:conformance")) != ("1", "2", "A"):
            yield "does not claim PDF/UA-1 and PDF/A-2a"
        if not about.get("dc:title"):
            yield "no title in the metadata"
        if str(document.docinfo.get("/Title", "")) not in ("", about.get("dc:title")):
            yield "two titles"
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not bool(root.get("/MarkInfo", {}).get("/Marked", False)):
        yield "not marked as tagged"
    if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "the window shows the file name, not the title"
    intents = list(root.get("/OutputIntents", []))
    if not any(str(one.get("/S")) == "/GTS_PDFA1" and "/DestOutputProfile" in one for one in intents):
        yield "no output intent with a colour profile"
    if "/JavaScript" in root.get("/Names", {}) or "/AA" in root:
        yield "script in the file"
    if "/ID" not in document.trailer:
        yield "no ID"


def elements(node: Any) -> Iterator[pikepdf.Dictionary]:
    """The structure elements below a node in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from elements(node.K)


def _structure(document: pikepdf.Pdf) -> Iterator[str]:
    tree = document.Root.get("/StructTreeRoot")
    if tree is None:
        yield "no structure"
        return
    roles = {str(key): str(value) for key, value in dict(tree.get("/RoleMap", {})).items()}
    level = 0
    for one in elements(tree.K):
        kind = roles.get(str(one.S), str(one.S))
        if kind not in KINDS:
            yield f"unknown kind {kind}"
        if kind in ("/Figure", "/Formula") and not str(one.get("/Alt", one.get("/ActualText", ""))).strip():
            yield f"{kind} without words"
        if kind in HEADINGS:
            now = HEADINGS.index(kind) + 1
            if now > level + 1:
                yield f"heading of level {now} after {level}"
            level = now
        if kind == "/Table" and not any(str(cell.S) == "/TH" for cell in elements(one.get("/K", []))):
            yield "table without a header"
        if kind == "/LI" and not {str(part.S) for part in elements(one.get("/K", []))} & {"/LBody", "/Lbl"}:
            yield "list item without label and body"
        if kind == "/Link" and not _holds_annotation(one.get("/K")):
            yield "link without its annotation"


def _holds_annotation(node: Any) -> bool:
    if isinstance(node, pikepdf.Array):
        return any(_holds_annotation(child) for child in node)
    if not isinstance(node, pikepdf.Dictionary):
        return False
    return str(node.get("/Type", "")) == "/OBJR" or ("/K" in node and _holds_annotation(node.K))


def _page(document: pikepdf.Pdf, page: pikepdf.Page, number: int) -> Iterator[str]:
    for fault in _content(page, page.resources):
        yield f"page {number}: {fault}"
    for font in _fonts(page.resources):
        yield f"page {number}: {font}"
    annotations = list(page.get("/Annots", []))
    if annotations and str(page.get("/Tabs", "")) != "/S":
        yield f"page {number}: tab order does not follow the structure"
    for one in annotations:
        if "/StructParent" not in one:
            yield f"page {number}: annotation outside the structure"
        if str(one.Subtype) == "/Link" and not str(one.get("/Contents", "")).strip():
            yield f"page {number}: link without words"


def _content(page: Any, resources: Any) -> Iterator[str]:
    """Content that is neither tagged nor marked as decoration."""
    open_marks: list[bool] = []
    untagged: set[str] = set()
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator in ("BDC", "BMC"):
            properties = operands[1] if len(operands) > 1 else {}
            if isinstance(properties, pikepdf.Name):
                properties = resources.get("/Properties", {}).get(str(properties), {})
            open_marks.append(str(operands[0]) == "/Artifact" or "/MCID" in properties)
        elif operator == "EMC":
            open_marks.pop()
        elif operator in PAINTS and not any(open_marks):
            untagged.add(operator)
    if untagged:
        yield f"untagged content ({', '.join(sorted(untagged))})"
    if open_marks:
        yield "marks that never end"


def _fonts(resources: Any) -> Iterator[str]:
    for name, font in dict(resources.get("/Font", {})).items():
        faces = list(font.get("/DescendantFonts", [font]))
        for face in faces:
            told = face.get("/FontDescriptor", {})
            if str(font.get("/Subtype")) != "/Type3" and not any(f"/FontFile{kind}" in told for kind in ("", "2", "3")):
                yield f"font {name} is not in the file"
        if "/ToUnicode" not in font:
            yield f"font {name} cannot be read aloud"
    for thing in dict(resources.get("/XObject", {})).values():
        if str(thing.get("/Subtype")) == "/Form" and "/Resources" in thing:
            yield from _fonts(thing.Resources)
