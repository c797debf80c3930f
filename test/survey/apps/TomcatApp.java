// TomcatApp PORT files|routes FOLDER
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import org.apache.catalina.Context;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;

public class TomcatApp {
    public static class Hello extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/plain");
            response.getWriter().print("Hello, survey.\n");
        }
    }

    public static class Throw extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            throw new IllegalStateException("thrown for the survey");
        }
    }

    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(new File("base").getAbsolutePath());
        tomcat.setPort(Integer.parseInt(args[0]));
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", args[2]);
        if (args[1].equals("files")) {
            Tomcat.addServlet(context, "files", new DefaultServlet());
            context.addServletMappingDecoded("/", "files");
        } else {
            Tomcat.addServlet(context, "hello", new Hello());
            context.addServletMappingDecoded("/hello.txt", "hello");
            Tomcat.addServlet(context, "throw", new Throw());
            context.addServletMappingDecoded("/throw", "throw");
        }
        tomcat.start();
        tomcat.getServer().await();
    }
}
