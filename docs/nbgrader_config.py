# What nbgrader 0.9.6 needs to work with Svertka's kernel. Put it into the course's folder.
c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "dl"

# Stubs by the language of a notebook's kernelspec; without one for it, nbgrader generate_assignment stops.
STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
c.ClearSolutions.code_stub = {"svertka": STUB, "python": STUB}

c.Execute.timeout = 60

# Only where AUTOTEST directives are used; autotests.yml needs an entry `svertka:` too. Keyed by the kernel's name.
c.InstantiateTests.comment_strs = {"svertka": "#", "python3": "#"}
c.InstantiateTests.sanitizers = {name: lambda text: text.strip("\"'") for name in ("svertka", "python3")}
