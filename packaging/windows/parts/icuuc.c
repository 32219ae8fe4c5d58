/* Only for Wine, never shipped: Windows 10 has icuuc.dll, Wine lacks it, and Qt asks it for converters of old encodings.
   Here none exists. */
#define NONE(name) __declspec(dllexport) void *name(void) { return 0; }
#define FILE_ACCESS_ERROR 4
__declspec(dllexport) void *ucnv_open(const char *name, int *error) {
    if (error) *error = FILE_ACCESS_ERROR;
    return 0;
}
NONE(ucnv_close) NONE(ucnv_reset) NONE(ucnv_getMaxCharSize) NONE(ucnv_getName)
NONE(UCNV_FROM_U_CALLBACK_SUBSTITUTE) NONE(UCNV_TO_U_CALLBACK_SUBSTITUTE)
NONE(ucnv_getToUCallBack) NONE(ucnv_getFromUCallBack) NONE(ucnv_setToUCallBack) NONE(ucnv_setFromUCallBack)
NONE(ucnv_cbToUWriteUChars) NONE(ucnv_cbFromUWriteUChars) NONE(ucnv_toUnicode) NONE(ucnv_fromUnicode)
NONE(ucnv_toUCountPending) NONE(ucnv_fromUCountPending)
NONE(ucnv_getStandardName) NONE(ucnv_getAvailableName) NONE(ucnv_countAvailable)
int __stdcall DllMainCRTStartup(void *module, unsigned reason, void *reserved) { return 1; }
