"""What a start into the tray loads before Qt: there is no first paint that would wait for it.

PySide6 reads the source of every module that is loaded after it, and what that takes Python's memory does not all give
back: 4 MB from source. Nothing here is new to the tray, only earlier.
"""

import dialtone.app.contacted_hosts
import dialtone.engine.check_process
import dialtone.engine.monitoring
import dialtone.engine.requests
import dialtone.explain.explainer
import dialtone.explain.lock_out
import dialtone.explain.notice
import dialtone.explain.past
import dialtone.model.app_version
import dialtone.store.atomic
import dialtone.store.content
import dialtone.store.country_names_file
import dialtone.store.history
import dialtone.store.log_file
import dialtone.store.publisher
import dialtone.store.settings
import dialtone.store.wording_file
import dialtone.system.autostart
import dialtone.system.installed
import dialtone.system.network_mark
import dialtone.system.power
import dialtone.system.settings_pages
import dialtone.system.this_system  # noqa: F401 - the last name of all these is the package's
