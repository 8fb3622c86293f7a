package org.fairhold.page.desk;

import java.util.Set;
import org.fairhold.desk.Roster;
import org.fairhold.redress.WrongMeasures;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** Which rules have erred, for whoever can change them; everybody of the staff may look. */
@Controller
class WrongMeasuresPage {
    private final WrongMeasures wrongMeasures;
    private final Roster roster;

    WrongMeasuresPage(WrongMeasures wrongMeasures, Roster roster) {
        this.wrongMeasures = wrongMeasures;
        this.roster = roster;
    }

    @GetMapping("/desk/wrong-measures")
    String show(@RequestAttribute String staff, @RequestAttribute Set<String> staffGroups, Model model) {
        var unused = roster.get(staff);
        model.addAttribute("erring", wrongMeasures.erring(Readers.cleared(staffGroups)));
        return "desk/wrong-measures";
    }
}
