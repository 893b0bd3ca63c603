"""What MkDocs and ProperDocs call when they are called by themselves."""

from playbook.edges.mkdocs_alone import Alone

alone = Alone()
on_startup = alone.on_startup
on_config = alone.on_config
on_build_error = alone.on_build_error
on_serve = alone.on_serve
