"""The main window, the tray icon, and the controllers behind them."""
