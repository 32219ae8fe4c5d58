# real.ps1 FOLDER: the installer in FOLDER on a real Windows: installed, tried, replaced while it runs, removed.
# Nothing is checked: that would contact the messengers' servers.
param([string]$Folder)
$ErrorActionPreference = "Stop"
$setup = (Get-ChildItem "$Folder\*-setup.exe").FullName
$home_ = "$env:LOCALAPPDATA\Programs\Dialtone"
function Step($text) { Write-Host "windows: $text" }
function Must($true_, $text) { if (-not $true_) { throw $text } }
function Install { Must ((Start-Process $setup "/S" -Wait -PassThru).ExitCode -eq 0) "the installer failed" }

Install
Must (Test-Path "$home_\dialtone.exe") "nothing was installed"
Step "installed"
& "$home_\dialtone-cli.exe" --self-test
Must ($LASTEXITCODE -eq 0) "the self-test failed"
& "$home_\dialtone-cli.exe" list | Select-Object -First 3
Must ($LASTEXITCODE -eq 0) "the list failed"
Start-Process "$home_\dialtone.exe" "--hidden"
Start-Sleep 10
Must (Get-Process dialtone -ErrorAction SilentlyContinue) "it does not stay in the tray"
Step "runs"
Install
Must (-not (Get-Process dialtone -ErrorAction SilentlyContinue)) "the old one still runs"
Step "replaced while it ran"
Start-Process "$home_\uninstall.exe" "/S" -Wait
for ($i = 0; (Test-Path $home_) -and $i -lt 30; $i++) { Start-Sleep 1 }
Must (-not (Test-Path $home_)) "files are left"
Must (-not (Test-Path "HKCU:\Software\Classes\Dialtone.check")) "keys are left"
Must (-not (Test-Path "HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\Dialtone")) "keys are left"
Step "removed"
