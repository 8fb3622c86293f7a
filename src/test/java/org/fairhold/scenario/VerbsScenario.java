package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.beans.factory.annotation.Autowired;

/** What staff do from the desk's own pages. */
abstract class VerbsScenario extends Scenario {
    static final String WHY = "Canarybird's reports are about the same evening & <b>belong</b> together.";

    @Autowired
    private RuntimeService runtime;

    final void done(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        settle();
    }

    /** The page comes back with the reason, and nothing has changed. */
    final void refused(String caseNumber, Http.Answer answer, int status, String reason) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(reason);
    }

    /** The processes that still run for a case. */
    final List<String> running(String caseNumber) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(caseNumber).list().stream()
                .map(one -> one.getProcessDefinitionId() + runtime.getActiveActivityIds(one.getId()))
                .toList();
    }

    /** What each of them answered who all began at the same moment. */
    @SafeVarargs
    final List<Integer> atOnce(Callable<Http.Answer>... calls) throws Exception {
        var begin = new CountDownLatch(1);
        try (var threads = new Threads(calls.length)) {
            var answers = new ArrayList<Future<Http.Answer>>();
            for (var call : calls) {
                answers.add(threads.pool.submit(() -> {
                    begin.await();
                    return call.call();
                }));
            }
            begin.countDown();
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get().status());
            }
            return statuses;
        }
    }

    private static final class Threads implements AutoCloseable {
        private final ExecutorService pool;

        Threads(int size) {
            pool = Executors.newFixedThreadPool(size);
        }

        @Override
        public void close() {
            pool.shutdown();
        }
    }
}
