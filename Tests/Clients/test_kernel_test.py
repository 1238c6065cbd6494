"""jupyter_kernel_test with every attribute that a kernel may have."""

import jupyter_kernel_test


class SvertkaTests(jupyter_kernel_test.KernelTests):
    kernel_name = "svertka"
    language_name = "python"
    file_extension = ".py"
    code_hello_world = "print('hello, world')"
    code_stderr = "import sys; print('test', file=sys.stderr)"
    completion_samples = [
        {"text": "zi", "matches": ["zip"]},
        {"text": "contin", "matches": ["continue"]},
        {"text": "'text'; isinst", "matches": ["isinstance"]},
    ]
    complete_code_samples = ["1", "print('hello, world')", "def f(x):\n  return x*2\n\n\n", "a = (1,\n2)"]
    incomplete_code_samples = ["print('''hello", "def f(x):\n  x*2", "f(1,", "for i in range(3):"]
    invalid_code_samples = ["import = 7q", "a b", ")"]
    code_page_something = "zip?"
    code_generate_error = "raise ValueError('no')"
    code_execute_result = [{"code": "1+2+len('ё🙂')", "result": "5"}]
    code_display_data = [
        {"code": "from IPython.display import HTML, display; display(HTML('<b>test</b>'))", "mime": "text/html"},
    ]
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "1?2*"
    code_inspect_sample = "zip"
    code_clear_output = "from IPython.display import clear_output; clear_output()"


class WelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "svertka"
    support_iopub_welcome = True
