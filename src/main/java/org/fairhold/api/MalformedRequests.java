package org.fairhold.api;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What Tomcat refuses before the application sees it, such as a path with an encoded slash, is a problem as well. */
@Component
@Order
class MalformedRequests implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final Problems problems;

    MalformedRequests(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        tomcat.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Report(problems)));
    }

    private static final class Report extends ErrorReportValve {
        private final Problems problems;

        Report(Problems problems) {
            this.problems = problems;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            var status = HttpStatus.resolve(response.getStatus());
            if (status == null
                    || !status.is4xxClientError()
                    || !String.valueOf(request.getRequestURI()).startsWith("/api/")
                    || response.getContentWritten() > 0
                    || !response.setErrorReported()) {
                return;
            }
            try {
                problems.write(response.getResponse(), status, Problems.MALFORMED);
                response.finishResponse();
            } catch (IOException e) {
                container.getLogger().debug("The caller has gone.", e);
            }
        }
    }
}
