"""Users: added on the command line, signed in with a password or a token, for a time; who guesses passwords is made to wait."""

import pytest

from conftest import Run
from made import kenso
from serving import PASSWORD, client, serving
from vedette.pipeline import store_all
from vedette.serve.web import users
from vedette.serve.web.users import Attempts, UserError
from vedette.store import Catalogue, User

WRONG = (("ada", "short"), ("", PASSWORD), (" ada", PASSWORD), ("a\nb", PASSWORD), ("a" * 65, PASSWORD))


@pytest.fixture
def catalogue(db: str) -> Catalogue:
    return Catalogue(db)


def test_passwords_are_kept_as_hashes(catalogue: Catalogue) -> None:
    assert users.set_user(catalogue, "ada", PASSWORD) is True
    assert users.set_user(catalogue, "ada", PASSWORD + "!", "reader") is False
    held = catalogue.members.user("ada")
    assert held is not None
    assert held[1].startswith("$argon2id$")
    assert PASSWORD not in held[1]
    assert users.check_password(catalogue, "ada", PASSWORD) is None
    assert users.check_password(catalogue, "ada", PASSWORD + "!") == User("ada", "reader")
    assert users.check_password(catalogue, "nobody\0", PASSWORD) is None


@pytest.mark.parametrize(
    ("name", "password"), [("ada", "short"), ("", PASSWORD), (" ada", PASSWORD), ("a\nb", PASSWORD), ("a" * 65, PASSWORD)]
)
def test_what_is_no_user(catalogue: Catalogue, name: str, password: str) -> None:
    with pytest.raises(UserError):
        users.set_user(catalogue, name, password)


def test_sessions_end(catalogue: Catalogue) -> None:
    users.set_user(catalogue, "ada", PASSWORD)
    ada = User("ada", "curator")
    secret, over = users.begin_session(catalogue, ada, 1), users.begin_session(catalogue, ada, -1)
    assert catalogue.members.in_session(secret, users.now()) == ada
    assert catalogue.members.in_session(over, users.now()) is None
    catalogue.members.end_session(secret)
    assert catalogue.members.in_session(secret, users.now()) is None
    secret = users.begin_session(catalogue, ada, 1)
    users.set_user(catalogue, "ada", PASSWORD)  # a new password ends them all
    assert catalogue.members.in_session(secret, users.now()) is None


def test_tokens_are_taken_back(catalogue: Catalogue) -> None:
    users.set_user(catalogue, "ada", PASSWORD)
    token = users.new_token(catalogue, "ada")
    assert catalogue.members.with_token(token) == User("ada", "curator")
    assert catalogue.members.drop_tokens("ada") == 1
    assert catalogue.members.with_token(token) is None
    with pytest.raises(UserError):
        users.new_token(catalogue, "ben")


def test_users_change_no_revision(catalogue: Catalogue) -> None:
    before = catalogue.revision()
    users.set_user(catalogue, "ada", PASSWORD)
    users.new_token(catalogue, "ada")
    assert catalogue.members.users() == [User("ada", "curator")]
    assert catalogue.members.remove_user("ada")
    assert not catalogue.members.remove_user("ada")
    assert catalogue.revision() == before
    for _ in store_all([kenso()], catalogue):
        pass
    assert catalogue.revision().number == before.number + 1


def test_attempts_are_limited_for_a_while() -> None:
    attempts = Attempts(2, 0.2)
    attempts.failed("name ada", "address 1")
    assert attempts.wait("name ada", "address 1") == 0
    attempts.failed("name ada", "address 2")
    assert attempts.wait("name ada", "address 9") > 0
    assert attempts.wait("name ben", "address 2") == 0
    attempts.succeeded("name ada")
    assert attempts.wait("name ada") == 0


def test_guessing_passwords_takes_time(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = str(tmp_path_factory.mktemp("web") / "catalogue.db")
    with Catalogue(path) as catalogue:
        users.set_user(catalogue, "ada", PASSWORD)
    with serving(path, sign_ins=3) as address, client(address) as web:
        form = web.get("/login").text.partition('name="_csrf" value="')[2].partition('"')[0]
        sent = {"_csrf": form, "name": "ada", "password": "guessed"}
        statuses = [web.post("/login", data=sent).status_code for _ in range(4)]
        assert statuses == [401, 401, 401, 429]
        answer = web.post("/login", data={**sent, "password": PASSWORD})
        assert (answer.status_code, int(answer.headers["retry-after"]) > 200) == (429, True)


def test_the_commands(vedette: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = str(tmp_path_factory.mktemp("web") / "catalogue.db")
    with Catalogue(path):
        pass
    added = vedette("user", "add", "ada", "--db", path, stdin=f"{PASSWORD}\n")
    assert (added.returncode, added.stderr) == (0, "ada is added.\n")
    refused = vedette("user", "add", "ben", "--db", path, stdin="short\n")
    assert (refused.returncode, "10 to 1000 characters" in refused.stderr) == (1, True)
    told = vedette("user", "token", "ada", "--db", path)
    with Catalogue(path) as catalogue:
        assert catalogue.members.with_token(told.stdout.strip()) == User("ada", "curator")
    assert vedette("user", "list", "--db", path).stdout == "ada\tcurator\n"
    assert vedette("user", "remove", "nobody", "--db", path).returncode == 1
