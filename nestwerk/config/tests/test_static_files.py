import brotli
import pytest

from nestwerk.config.serve_static import HashedStaticStorage, files, with_static


def ask(path, **more):
    said = {}

    def start(status, headers):
        said.update(status=status, headers={name.lower(): value for name, value in headers})

    def otherwise(environ, start_response):
        start_response("404 Not Found", [])
        return [b"app"]

    body = with_static(otherwise)({"REQUEST_METHOD": "GET", "PATH_INFO": path, **more}, start)
    return said["status"], said["headers"], b"".join(body)


def a_script():
    return next(file for name, file in files().items() if name.startswith("finder/") and name.endswith(".js"))


def test_a_file_under_its_hashed_name_is_kept_for_good():
    file = a_script()
    status, headers, body = ask(HashedStaticStorage().url(file.name), HTTP_ACCEPT_ENCODING="br")
    assert status == "200 OK"
    assert headers["content-type"] == "text/javascript; charset=utf-8"
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert brotli.decompress(body) == file.path.read_bytes()


def test_under_its_plain_name_it_is_asked_for_again_and_answered_shortly():
    file = a_script()
    status, headers, _ = ask(f"/static/{file.name}")
    assert (status, headers["cache-control"]) == ("200 OK", "no-cache")
    assert ask(f"/static/{file.name}", HTTP_IF_NONE_MATCH=headers["etag"])[0] == "304 Not Modified"


@pytest.mark.parametrize("path", ["/static/", "/static/nichts.js", "/static/../settings.py", "/static/finder", "/"])
def test_everything_else_is_left_to_the_application(path):
    assert ask(path)[2] == b"app"


def test_a_template_naming_a_missing_file_fails_loudly():
    with pytest.raises(ValueError, match=r"nichts\.css"):
        HashedStaticStorage().url("finder/nichts.css")


def test_no_stylesheet_points_at_files_by_relative_address():
    for name, file in files().items():
        if name.startswith("finder/") and name.endswith(".css"):
            assert "url(" not in file.path.read_text(encoding="utf-8"), name
