package org.fairhold.process.report;

import static org.fairhold.process.Variables.REPORT;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.notice.ReporterNotices;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(does = "Tells the reporter what became of the report.", reads = "report")
class TellReporter implements JavaDelegate {
    private final ReporterNotices notices;

    TellReporter(ReporterNotices notices) {
        this.notices = notices;
    }

    @Override
    public void execute(DelegateExecution execution) {
        notices.tell(REPORT.in(execution));
    }
}
