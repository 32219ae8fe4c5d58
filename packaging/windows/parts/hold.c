/* hold.exe FILE: holds a file open and shares it with nobody until it is ended, as a scanner or a backup does. */
#include <windows.h>

int wmain(int argc, wchar_t **argv) {
    if (argc != 2 || CreateFileW(argv[1], GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL) == INVALID_HANDLE_VALUE)
        return 1;
    Sleep(INFINITE);
    return 0;
}
