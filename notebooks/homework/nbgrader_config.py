"""A course of nbgrader: `nbgrader generate_assignment 01-neuron`, `nbgrader autograde 01-neuron` in this folder."""

c = get_config()  # noqa: F821: nbgrader defines it

c.CourseDirectory.course_id = "svertka"
c.ExecutePreprocessor.timeout = 120
# Notebooks that JupyterLab has saved name the kernel's language instead of python.
c.ClearSolutions.code_stub = dict.fromkeys(("python", "svertka"), "# YOUR CODE HERE\nraise NotImplementedError()")
