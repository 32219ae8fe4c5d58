"""The main window, the pages that work with the program's services, the tray icon, and the controllers behind them."""
