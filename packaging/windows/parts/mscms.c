/* Only for Wine, never shipped: its own mscms.dll aborts when Qt asks for the screen's colour profile. Here there is none. */
#define NONE(name) __declspec(dllexport) void *name(void) { return 0; }
NONE(GetColorProfileFromHandle) NONE(CloseColorProfile) NONE(WcsCreateIccProfile) NONE(OpenColorProfileW)
int __stdcall DllMainCRTStartup(void *module, unsigned reason, void *reserved) { return 1; }
