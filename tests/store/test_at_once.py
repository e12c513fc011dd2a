"""What is read at once is read over one connection, as of one moment."""

from pathlib import Path

from made import kenso, kenso_later
from vedette.pipeline import store_all
from vedette.store import Catalogue


def test_what_is_read_at_once_is_of_one_moment(tmp_path: Path) -> None:
    path = str(tmp_path / "once.db")
    with Catalogue(path) as catalogue, Catalogue(path) as other:
        list(store_all([kenso()], catalogue))
        with catalogue.at_once():
            before, reports = catalogue.revision(), catalogue.report_ids()
            list(store_all([kenso_later()], other))
            assert catalogue.revision() == before
            assert catalogue.report_ids() == reports
            assert len(other.report_ids()) == len(reports) + 1  # another catalogue's reading is its own
        assert catalogue.revision() != before
        assert len(catalogue.report_ids()) == len(reports) + 1
