/* python.exe for the build: hands everything to python313.dll. Dialtone itself starts with PyInstaller's own program. */
#include <windows.h>

int wmain(int argc, wchar_t **argv) {
    HMODULE python = LoadLibraryW(L"python313.dll");
    if (!python) return 120;
    int (*run)(int, wchar_t **) = (void *)GetProcAddress(python, "Py_Main");
    return run ? run(argc, argv) : 121;
}
