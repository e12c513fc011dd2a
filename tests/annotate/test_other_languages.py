"""Reports in languages that there are no rules for: names of exercises, their editions, and nothing that is not said."""

import pytest

from vedette.grammar import document, has_rules
from vedette.model import Account, Block, Report, Span
from vedette.pipeline import code
from vedette.raw import Raw
from vedette.read import read


def accounts(lang: str, text: str) -> tuple[Account, ...]:
    return code(read(Raw(text.encode(), "r.txt", "0" * 64, lang=lang), published="2021-08-10")).accounts


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("ru", "Флоты проведут учение «Тихая гавань» в мае. На полигоне «Заречье» строят лагерь.", [["Тихая гавань"]]),
        ("ru", "Началось учение «Сибу» («Взаимодействие»), сообщили в ведомстве.", [["Сибу", "Взаимодействие"]]),
        ("ru", "В учениях «Восток-2018» участвовали тысячи. Затем прошли учения «Запад-2021».", [["Восток-2018"], ["Запад-2021"]]),
        ("ru", "Корабли вышли на маневры под названием «Янтарный щит 2022».", [["Янтарный щит 2022"]]),
        ("ru", "Учение завершено. «Мы довольны», сказал командир полка «Сокол».", []),
        ("zh", "两国海军“和平使命—2021”联合反恐演习周一开始，官兵说“大家很努力”。", [["和平使命—2021"]]),
        ("zh", "西部·联合-2021演习在宁夏结束。", [["西部·联合-2021"]]),
        ("ja", "両国は10日、共同演習「キーン・ソード23」を始めた。", [["キーン・ソード23"]]),
        ("ko", "양국은 '푸른 방패' 연습을 시작했다. 그는 '좋은 날'이라고 말했다.", [["푸른 방패"]]),
        ("fr", "L'exercice « Orion 2023 » a débuté. Le ministre parle d'un « grand défi ».", [["Orion 2023"]]),
        ("de", "Das Manöver „Blauer Hafen 2022“ ist zu Ende. „Das ist gut“, sagte der Oberst.", [["Blauer Hafen 2022"]]),
        ("es", "El ejercicio Steadfast Defender 2024 reúne a varios países.", [["Steadfast Defender 2024"]]),
        ("tr", "“Mavi Liman-2022” tatbikatı başladı.", [["Mavi Liman-2022"]]),
        ("ar", "انطلقت مناورات «الدرع الأزرق 2022» في البحر.", [["الدرع الأزرق 2022"]]),
        ("sw", "Mazoezi yalianza leo.", []),
    ],
)
def test_names(lang: str, text: str, names: list[list[str]]) -> None:
    assert [[str(v) for p in ("name", "alias") for v in a.values(p)] for a in accounts(lang, text)] == names


def test_nothing_but_names_is_claimed() -> None:
    (account,) = accounts("ru", "Россия и Китай 9 августа начали учение «Запад/Взаимодействие-2021», в нем 10 000 военных.")
    assert {c.property for c in account.claims} == {"name", "series", "edition"}
    assert account.value("edition") == "2021"
    assert account.value("series") == {"name": "Запад/Взаимодействие", "id": "zapad-interaction"}
    assert all(c.lang == "ru" and c.published == "2021-08-10" for c in account.claims)


def test_editions_of_one_name_are_two_exercises_and_a_bare_name_joins() -> None:
    found = accounts("ru", "Идет учение «Восток-2022». Учение «Восток-2018» было больше. На учении «Восток-2022» показали танки.")
    assert [(a.value("edition"), a.focus) for a in found] == [("2022", True), ("2018", False)]


@pytest.mark.parametrize(
    ("lang", "text", "coded"),
    [
        ("en", "Drills.", True),
        (None, "Drills.", True),
        ("ru", "Учение «Сибу» началось.", False),
        ("de", "The drills of the Thai and the Honduran army began in Puerto Castilla.", True),
        ("de", "Das Manöver „The Shield 2022“ hat in der Ostsee begonnen, wie die Marine am Montag in Rostock sagte. " * 2, False),
        ("vi", "Cuộc tập trận thể hiện thế mạnh, thể thao và thế giới.", False),
    ],
)
def test_a_language_is_known_by_its_code_or_its_words(lang: str | None, text: str, coded: bool) -> None:
    assert has_rules(document(Report("r", text, (Block("body", Span(0, len(text))),), lang=lang))) is coded
