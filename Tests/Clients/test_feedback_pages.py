"""Pages of feedback in a browser: they fit wide and narrow windows, and nothing that was handed in acts, hides a mark or
looks like one."""

import pytest

import grading_corpus as corpus
from browser import OUT
from nbgrader import grade, python

MARKS = """
import sys
from nbgrader.api import Gradebook
with Gradebook("sqlite:///" + sys.argv[1]) as book:
    grade = book.find_grade("why", "свёртка", "ps1", "алексеева")
    grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 4.5, 0.5, False
    book.find_comment("why", "свёртка", "ps1", "алексеева").manual_comment = "Хорошо, но где <b>производная</b>?\\n\\nЛекция 4."
    book.db.commit()
"""
INTRO = """# Задание: свёртка

Формула $y = x^2$ и таблица:

| вход | выход |
|---|---|
| 2 | 4 |
"""
PICTURE = """import numpy as np
import matplotlib.pyplot as plt
x = np.linspace(0, 3)
plt.plot(x, x ** 2, label='квадрат')
plt.title('Квадраты')
plt.legend()
plt.show()
print('\\x1b[31mкрасный\\x1b[0m \\x1b[1;42mна зелёном\\x1b[0m \\x1b[38;5;208mоранжевый\\x1b[0m \\x1b]0;окно\\x07конец')
print('x' * 400)
np.ones((40, 40))"""
LONG = "`" + "a" * 300 + "` https://example.org/" + "b" * 200 + "\n\n| " + " | ".join(["очень широкая таблица"] * 12) + " |\n|" + "---|" * 12 + "\n"
HOSTILE = """from IPython.display import HTML, display
display(HTML('''<script>document.title = 'owned'</script><img src="https://tracker.invalid/x.png" onerror="document.title = 'owned'">
<style>body { display: none }</style><iframe src="https://frame.invalid"></iframe><b onclick="alert(1)">bold</b>
<div class="mark full"><strong>100 / 100</strong> points</div><div class="ma&#114;k full">also</div>
<div style="margin-top: -900px; height: 2000px; background: white">over the marks</div>'''))"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = tmp_path_factory.mktemp("pages")
    cells = [
        corpus.text(INTRO, name="intro", locked=True),
        corpus.answer("square", corpus.SQUARE),
        corpus.tests("square_test", 2, "assert square(3) == 9"),
        corpus.tests("a_long_name_of_a_test_that_nobody_thought_of_as_a_column_of_a_table", 3, "assert square(-2) == 4"),
        corpus.essay("why", 5),
        corpus.text("Нарисуйте.", name="task", points=4, locked=True, task=True),
    ]
    corpus.write(course / "source/ps1", {"свёртка": corpus.notebook(cells)})
    grade(course, "generate", "ps1", "--due", "2025-12-31 23:59:00 UTC")
    error = "import numpy as np\ndef square(x):\n    return np.zeros((2, 3)) @ np.zeros((2, 3))"
    handed_in = {
        "алексеева": ({"square": corpus.HONEST["square"], "why": "Потому что **градиент** течёт назад.\n\n- раз\n- два"}, [PICTURE]),
        "борисов": ({"square": error}, ["1 / 0", "raise ValueError('длинное сообщение, ' * 20)", LONG]),
        "hostile": ({"why": "</div></main><style>*{color:red}</style><h1 class=\"page mark\">5 / 5</h1> a\u202eb"}, [HOSTILE]),
        "пусто": ({}, []),
    }
    for student, (answers, more) in handed_in.items():

        def change(notebooks):
            for cell in corpus.cells(notebooks):
                cell["source"] = answers.get(corpus.grade_id(cell), cell["source"])
            for number, source in enumerate(more):
                made = corpus.text(source) if source is LONG else corpus.code(source)
                notebooks["свёртка"]["cells"].append({**made, "id": f"own-{number}"})

        corpus.submit(course, "ps1", student, change)
    grade(course, "autograde", "ps1", "-j", "2", "--late-penalty", "10%")
    python(MARKS, course / "gradebook.db")
    grade(course, "feedback", "ps1")
    return course


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1100, 390])
def test_pages_fit_and_nothing_acts(course, chromium, width, scheme):
    pages = sorted((course / "feedback").glob("*/ps1/*.html"))
    assert len(pages) == 4
    shots = OUT / "feedback"
    shots.mkdir(parents=True, exist_ok=True)
    for path in pages:
        page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        asked, dialogs = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        page.screenshot(path=shots / f"{path.parts[-3]}-{width}-{scheme}.png", full_page=True)
        assert page.title() == "свёртка" and dialogs == []
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        # One mark for each graded cell and one note of a blank answer at most: none of the student's own making.
        marks = page.locator(".mark").count()
        assert 4 <= marks <= 5, path
        # What stands on top where the marks are is the page's own.
        for place in range(marks):
            mark = page.locator(".mark").nth(place)
            mark.scroll_into_view_if_needed()
            assert mark.evaluate(
                "m => { const r = m.getBoundingClientRect(), e = document.elementFromPoint(r.left + 20, r.top + r.height / 2);"
                " return m === e || m.contains(e) }"
            ), path
        assert page.locator("header.page").evaluate(
            "h => { window.scrollTo(0, 0); const r = h.getBoundingClientRect();"
            " return h.contains(document.elementFromPoint(r.left + 20, r.top + 20)) }"
        )
        page.close()


def test_a_page_tells_what_was_given(course):
    page = (course / "feedback/алексеева/ps1/свёртка.html").read_text()
    assert "<strong>5 / 5</strong> points, 0.5 of them extra" in page
    assert "где &lt;b&gt;производная&lt;/b&gt;?" in page
    assert "Handed in late: " in page and "окно" not in page.split("ansi")[-1]
