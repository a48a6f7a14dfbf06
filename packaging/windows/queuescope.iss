; Installs for one user, without an administrator. build.py gives Version and Bundle.
; .queuescope and .qscope files open with a double-click; .toml files are offered to Queuescope, no more.

[Setup]
AppId={{6E0B0F1C-6C1D-4C59-9E0D-9C1C8D0E5A53}
AppName=Queuescope
AppVersion={#Version}
AppVerName=Queuescope {#Version}
DefaultDirName={autopf}\Queuescope
DefaultGroupName=Queuescope
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
CloseApplications=yes
Compression=lzma2
SolidCompression=yes
LicenseFile={#Bundle}\LICENSE.txt
UninstallDisplayIcon={app}\queuescope.exe
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktop"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
; What an older version brought and this one does not.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\Queuescope"; Filename: "{app}\queuescope.exe"
Name: "{autodesktop}\Queuescope"; Filename: "{app}\queuescope.exe"; Tasks: desktop

[Registry]
Root: HKA; Subkey: "Software\Classes\.queuescope"; ValueType: string; ValueData: "Queuescope.Scenario"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.toml\OpenWithProgids"; ValueType: string; ValueName: "Queuescope.Scenario"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Queuescope.Scenario"; ValueType: string; ValueData: "Queuescope scenario"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Queuescope.Scenario\DefaultIcon"; ValueType: string; ValueData: "{app}\queuescope.exe,0"
Root: HKA; Subkey: "Software\Classes\Queuescope.Scenario\shell\open\command"; ValueType: string; ValueData: """{app}\queuescope.exe"" window ""%1"""
Root: HKA; Subkey: "Software\Classes\.qscope"; ValueType: string; ValueData: "Queuescope.Recording"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Queuescope.Recording"; ValueType: string; ValueData: "Queuescope recording"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Queuescope.Recording\DefaultIcon"; ValueType: string; ValueData: "{app}\queuescope.exe,0"
Root: HKA; Subkey: "Software\Classes\Queuescope.Recording\shell\open\command"; ValueType: string; ValueData: """{app}\queuescope.exe"" window ""%1"""

[Run]
Filename: "{app}\queuescope.exe"; Description: "{cm:LaunchProgram,Queuescope}"; Flags: nowait postinstall skipifsilent
