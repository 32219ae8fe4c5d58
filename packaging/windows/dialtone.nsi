; The installer for one person: no administrator, nothing outside their own folders and keys. build.sh runs it:
;   makensis -DVERSION=0.1.0 -DNUMBERS=0.1.0.0 -DPAYLOAD=dist/windows/dialtone -DICON=build/icons/dialtone.ico
;       -DSIDE=build/windows/side.bmp -DTEXTS=build/windows/texts.nsh -DOUT=setup.exe [-DHOME_PAGE=https://…] dialtone.nsi
; For scripts:  /S  without a window ·  /LANGUAGE=code, as ru  ·  /AUTOSTART  start with Windows ·  /D=C:\folder  (last)
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetDateSave off
CRCCheck on
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include Sections.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Dialtone"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"
!define APPROVED "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
!define KIND "Dialtone.check"

Name "Dialtone"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Dialtone"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "Dialtone ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey ProductName "Dialtone"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileDescription "Dialtone ${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey CompanyName "Dialtone"
VIAddVersionKey LegalCopyright "GPL-3.0-or-later"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TEXT "$(Welcome)"
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\dialtone.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_COMPONENTSPAGE_TEXT_TOP "$(WhatGoes)"
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!include "${TEXTS}"

; $INSTDIR's programs end: Dialtone is asked to, and what then still runs from there is ended.
!macro CloseRunning un
Function ${un}CloseRunning
  ${IfNot} ${FileExists} "$INSTDIR\dialtone.exe"
    Return
  ${EndIf}
  DetailPrint "$(Closing)"
  nsExec::Exec /TIMEOUT=15000 '"$INSTDIR\dialtone.exe" --quit'
  Pop $0
  StrLen $9 "$INSTDIR\"
  System::Call 'kernel32::GetCurrentProcessId() i .R0'
  System::Alloc 16384
  Pop $1
  System::Call 'psapi::EnumProcesses(p r1, i 16384, *i .r2) i .r0'
  IntOp $2 $2 / 4
  ${For} $3 1 $2
    IntOp $4 $3 - 1
    IntOp $4 $4 * 4
    IntPtrOp $4 $1 + $4
    System::Call '*$4(i .r5)'
    ; what a process is, its end, and waiting for it
    System::Call 'kernel32::OpenProcess(i 0x101001, i 0, i r5) p .r6'
    ${If} $6 P<> 0
      System::Call 'kernel32::QueryFullProcessImageNameW(p r6, i 0, w .r7, *i ${NSIS_MAX_STRLEN}) i .r0'
      StrCpy $7 $7 $9
      ${If} $0 <> 0
      ${AndIf} $7 == "$INSTDIR\"
      ${AndIf} $5 <> $R0
        System::Call 'kernel32::TerminateProcess(p r6, i 0)'
        System::Call 'kernel32::WaitForSingleObject(p r6, i 5000)'
      ${EndIf}
      System::Call 'kernel32::CloseHandle(p r6)'
    ${EndIf}
  ${Next}
  System::Free $1
FunctionEnd
!macroend
!insertmacro CloseRunning ""
!insertmacro CloseRunning "un."

!macro ChooseLanguage
  ${GetParameters} $0
  ${GetOptions} $0 "/LANGUAGE=" $1
  !insertmacro LanguageOf $1
  ClearErrors
!macroend

Section "Dialtone" SectionProgram
  SectionIn RO
  Call CloseRunning
  ClearErrors
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\dialtone.exe"
  Delete "$INSTDIR\dialtone-cli.exe"
  ${If} ${FileExists} "$INSTDIR\dialtone.exe"
  ; Whatever is held is still there, and the folder with it: going on would leave a half replaced program.
  ${OrIf} ${FileExists} "$INSTDIR\_internal\*.*"
    MessageBox MB_OK|MB_ICONSTOP "$(StillRuns)" /SD IDOK
    SetErrorLevel 3
    Abort "$(StillRuns)"
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Dialtone.lnk" "$INSTDIR\dialtone.exe"
  WriteRegStr HKCU "${KEY}" "DisplayName" "Dialtone"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "Publisher" "Dialtone"
!ifdef HOME_PAGE
  WriteRegStr HKCU "${KEY}" "URLInfoAbout" "${HOME_PAGE}"
!endif
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\dialtone.exe"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" $0
SectionEnd

Section "$(OpenChecks)" SectionChecks
  WriteRegStr HKCU "Software\Classes\.dialtone" "" "${KIND}"
  WriteRegStr HKCU "Software\Classes\.dialtone\OpenWithProgids" "${KIND}" ""
  WriteRegStr HKCU "Software\Classes\${KIND}" "" "$(CheckFile)"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\dialtone.exe,0"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\dialtone.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x8000000, i 0, p 0, p 0)'
SectionEnd

; The same value that the switch in Dialtone's settings writes (system/autostart.py).
Section /o "$(StartWithWindows)" SectionStart
  WriteRegStr HKCU "${RUN}" "Dialtone" '"$INSTDIR\dialtone.exe" --hidden'
SectionEnd

Section "-NoStart"
  ${IfNot} ${SectionIsSelected} ${SectionStart}
    DeleteRegValue HKCU "${RUN}" "Dialtone"
  ${EndIf}
SectionEnd

Function .onInit
  !insertmacro ChooseLanguage
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} 17763
    MessageBox MB_OK|MB_ICONSTOP "$(TooOld)" /SD IDOK
    SetErrorLevel 2
    Abort
  ${EndIf}
  ; An update leaves starting with Windows as it is.
  ReadRegStr $1 HKCU "${RUN}" "Dialtone"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/AUTOSTART" $2
  ${IfNot} ${Errors}
  ${OrIf} $1 != ""
    !insertmacro SelectSection ${SectionStart}
  ${EndIf}
  ClearErrors
FunctionEnd

Section "un.Dialtone" UnProgram
  SectionIn RO
  Call un.CloseRunning
  Delete "$SMPROGRAMS\Dialtone.lnk"
  DeleteRegValue HKCU "${RUN}" "Dialtone"
  DeleteRegValue HKCU "${APPROVED}" "Dialtone"
  ReadRegStr $0 HKCU "Software\Classes\.dialtone" ""
  ${If} $0 == "${KIND}"
    DeleteRegKey HKCU "Software\Classes\.dialtone"
  ${EndIf}
  DeleteRegKey HKCU "Software\Classes\${KIND}"
  System::Call 'shell32::SHChangeNotify(i 0x8000000, i 0, p 0, p 0)'
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\dialtone.exe"
  Delete "$INSTDIR\dialtone-cli.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${KEY}"
SectionEnd

; Not ticked, and without a window never done.
Section /o "un.$(History)" UnHistory
  RMDir /r "$LOCALAPPDATA\dialtone"
  RMDir /r "$APPDATA\dialtone"
SectionEnd

Function un.onInit
  !insertmacro ChooseLanguage
FunctionEnd
