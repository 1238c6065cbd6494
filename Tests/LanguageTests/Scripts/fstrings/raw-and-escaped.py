x = 7
print(f"\x41{x}\u0416\n{x}\N{BULLET}", rf"\n{x}\d{{}}", fr'\{x}', f"\\{x}", f"a\tb{x:>3}\\", f"{x}\
{x}")
print(f'\'{x}\'', f"{x}" "{x}" f"{{x}}", "{x}" f"{x}", f"" == "", f"{''}" == "")

# expect: A7Ж
# expect: 7• \n7\d{} \7 \7 a	b  7\ 77
# expect: '7' 7{x}{x} {x}7 True True
