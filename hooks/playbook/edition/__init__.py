"""5 view: what one audience reads, in one language, on one day. Nothing behind it knows the rest."""

from playbook.edition.view import Edition as Edition
from playbook.edition.view import Seen as Seen
from playbook.edition.view import View as View
from playbook.edition.view import entries_of as entries_of
from playbook.edition.view import may_edit as may_edit
from playbook.edition.view import view as view
