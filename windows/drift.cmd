@echo off
rem drift: opens its page in the browser of this computer. A folder that is dropped on this file is opened as a project.
title drift
chcp 65001 >nul
echo drift: deze pagina blijft open zolang dit venster open is. / The page is there as long as this window is open.
"%~dp0python\python.exe" -X utf8 -m drift.app %*
if errorlevel 1 pause
